/**
 * What shows a training while it runs: on a terminal, in a log, in files, in recordings of the
 * JDK's Flight Recorder, as histograms of the weights.
 *
 * {@snippet :
 * trainer.withListener(ProgressListener.of())
 *         .withListener(CsvListener.to(Path.of("history.csv")))
 *         .fit(training, validation);
 * }
 *
 * <p>All are written against {@link dev.lanewise.train.TrainingListener}, as a caller's own are,
 * and cost next to nothing in a batch.
 */
package dev.lanewise.listener;

package dev.lanewise.listener;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.TrainingListener;

/**
 * Puts a training into the recordings of the JDK's Flight Recorder, where JDK Mission Control shows
 * it on the thread that trains, beside garbage collections, compilations and the rest:
 *
 * <table>
 * <caption>Events, each with its duration</caption>
 * <tr><th>event</th><th>fields</th></tr>
 * <tr><td>{@code dev.lanewise.Step}</td><td>epoch, batch, rows, loss</td></tr>
 * <tr><td>{@code dev.lanewise.Epoch}</td><td>epoch, rows, trainingTime, trainingLoss,
 * validationLoss</td></tr>
 * <tr><td>{@code dev.lanewise.Validation}</td><td>epoch, loss</td></tr>
 * </table>
 *
 * <p>They are recorded in every recording; of steps only those of 10 ms or more, as a recording
 * that always runs should not fill with the others. All of them are recorded with
 *
 * <pre>
 * java -XX:StartFlightRecording:+dev.lanewise.Step#threshold=0ms,filename=training.jfr …
 * </pre>
 *
 * <p>A step begins where the listener heard of the batch before it, or of its epoch, so it holds
 * what else is done for a batch.
 *
 * <p>While no recording runs, a batch costs a question whose answer is no, and nothing is
 * allocated. For one training at a time.
 */
public final class FlightRecorderListener implements TrainingListener {
    private static final String MODULE = "jdk.jfr";

    // Of each kind, one event that is asked whether a recording wants its kind, and the one that
    // has begun, or null. To ask an object, not a type, does not start the recorder.
    private final StepEvent anyStep = new StepEvent();
    private final EpochEvent anyEpoch = new EpochEvent();
    private final ValidationEvent anyValidation = new ValidationEvent();
    private StepEvent step;
    private EpochEvent epoch;
    private ValidationEvent validation;
    private long rows;

    private FlightRecorderListener() {}

    /**
     * A listener for this process, in which recordings may start and end at any time.
     *
     * @throws IllegalStateException where the module {@code jdk.jfr} is not in the boot layer, as
     *     in a runtime that was trimmed
     */
    public static FlightRecorderListener of() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            throw new IllegalStateException(
                    "the module " + MODULE + " is absent, expected in the boot layer: start java "
                            + "with --add-modules " + MODULE + ", on a runtime that has it");
        }
        return new FlightRecorderListener();
    }

    @Override
    public void epochStarted(int number) {
        rows = 0;
        validation = null;
        epoch = null;
        if (anyEpoch.isEnabled()) {
            epoch = new EpochEvent();
            epoch.begin();
        }
        beginStep();
    }

    @Override
    public void batchFinished(int number, int batch, int rows, float loss) {
        this.rows += rows;
        if (step != null) {
            step.end();
            if (step.shouldCommit()) {
                step.epoch = number;
                step.batch = batch;
                step.rows = rows;
                step.loss = loss;
                step.commit();
            }
        }
        beginStep();
    }

    private void beginStep() {
        step = null;
        if (anyStep.isEnabled()) {
            step = new StepEvent();
            step.begin();
        }
    }

    @Override
    public void validationStarted(int number) {
        if (anyValidation.isEnabled()) {
            validation = new ValidationEvent();
            validation.begin();
        }
    }

    @Override
    public void epochFinished(Epoch result) {
        double validationLoss = result.validation().map(v -> v.loss()).orElse(Double.NaN);
        if (validation != null) {
            validation.epoch = result.number();
            validation.loss = validationLoss;
            validation.commit();
        }
        if (epoch != null) {
            epoch.epoch = result.number();
            epoch.rows = rows;
            epoch.trainingTime = (long) (result.seconds() * 1e9);
            epoch.trainingLoss = result.training().loss();
            epoch.validationLoss = validationLoss;
            epoch.commit();
        }
    }
}

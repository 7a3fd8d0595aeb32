package dev.lanewise.listener;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;

/** One epoch; see {@link FlightRecorderListener}. */
@Name("dev.lanewise.Epoch")
@Label("Training Epoch")
@Description("One pass over the training data, and the validation after it")
@Category({"Lanewise", "Training"})
@StackTrace(false)
final class EpochEvent extends Event {
    @Label("Epoch")
    @Description("Number of the epoch, from 1")
    int epoch;

    @Label("Rows")
    @Description("Rows trained on")
    long rows;

    @Label("Training Time")
    @Description("Time of the epoch without its validation")
    @Timespan(Timespan.NANOSECONDS)
    long trainingTime;

    @Label("Training Loss")
    @Description("Mean loss over the batches, each before its update")
    double trainingLoss;

    @Label("Validation Loss")
    @Description("Mean loss over the validation data after the epoch; NaN where there are none")
    double validationLoss;
}

package dev.lanewise.listener;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;

/** One batch; see {@link FlightRecorderListener}. */
@Name("dev.lanewise.Step")
@Label("Training Step")
@Description("One batch of an epoch: its rows gathered, forward, loss, backward, update, metrics")
@Category({"Lanewise", "Training"})
@Threshold("10 ms")
@StackTrace(false)
final class StepEvent extends Event {
    @Label("Epoch")
    @Description("Number of the epoch, from 1")
    int epoch;

    @Label("Batch")
    @Description("Number of the batch in its epoch, from 1")
    int batch;

    @Label("Rows")
    @Description("Rows of the batch")
    int rows;

    @Label("Loss")
    @Description("Mean loss of the batch before its update")
    float loss;
}

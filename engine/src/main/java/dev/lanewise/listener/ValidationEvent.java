package dev.lanewise.listener;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One validation; see {@link FlightRecorderListener}. */
@Name("dev.lanewise.Validation")
@Label("Validation")
@Description("The evaluation of the validation data after an epoch")
@Category({"Lanewise", "Training"})
@StackTrace(false)
final class ValidationEvent extends Event {
    @Label("Epoch")
    @Description("Number of the epoch, from 1")
    int epoch;

    @Label("Loss")
    @Description("Mean loss over the validation data")
    double loss;
}

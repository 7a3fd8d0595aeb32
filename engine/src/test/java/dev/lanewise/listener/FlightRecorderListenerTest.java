package dev.lanewise.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.ForkedJvm;
import dev.lanewise.train.Allocations;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.History;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Event;
import jdk.jfr.EventType;
import jdk.jfr.Recording;
import jdk.jfr.Threshold;
import jdk.jfr.ValueDescriptor;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlightRecorderListenerTest {
    private static final String PREFIX = "dev.lanewise.";

    @TempDir
    private Path folder;

    private final FlightRecorderListener listener = FlightRecorderListener.of();

    /** Our events while something ran, by the time at which they ended. */
    private List<RecordedEvent> record(Runnable run, Duration stepThreshold) throws IOException {
        Path file = folder.resolve("training.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(PREFIX + "Step").withThreshold(stepThreshold);
            recording.start();
            run.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith(PREFIX))
                .sorted((a, b) -> a.getEndTime().compareTo(b.getEndTime()))
                .toList();
    }

    private static List<RecordedEvent> of(List<RecordedEvent> events, String name) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(PREFIX + name))
                .toList();
    }

    @Test
    void aRecordingHasStepsEpochsAndValidations() throws IOException {
        History[] history = new History[1];
        List<RecordedEvent> events =
                record(
                        () -> history[0] =
                                Epochs.trainer(Epochs.network())
                                        .withListener(listener)
                                        .fit(Epochs.data(), Epochs.data()),
                        Duration.ZERO);
        List<RecordedEvent> steps = of(events, "Step");
        assertEquals(
                List.of("1.1 4", "1.2 4", "1.3 2", "2.1 4", "2.2 4", "2.3 2"),
                steps.stream()
                        .map(step -> step.getInt("epoch") + "." + step.getInt("batch") + " "
                                + step.getInt("rows"))
                        .toList());
        List<RecordedEvent> epochs = of(events, "Epoch");
        List<RecordedEvent> validations = of(events, "Validation");
        for (Epoch epoch : history[0].epochs()) {
            RecordedEvent event = epochs.get(epoch.number() - 1);
            assertEquals(epoch.number(), event.getInt("epoch"));
            assertEquals(Epochs.ROWS, event.getLong("rows"));
            assertEquals(epoch.training().loss(), event.getDouble("trainingLoss"));
            assertEquals(
                    epoch.seconds(), event.getDuration("trainingTime").toNanos() * 1e-9, 2e-9);
            double validation = epoch.validation().orElseThrow().loss();
            assertEquals(validation, event.getDouble("validationLoss"));
            assertEquals(validation, validations.get(epoch.number() - 1).getDouble("loss"));
            assertEquals(epoch.number(), validations.get(epoch.number() - 1).getInt("epoch"));
        }
        assertEquals(2, epochs.size());
        assertEquals(2, validations.size());
        assertTrue(Float.isFinite(steps.getFirst().getFloat("loss")));
    }

    /** As a tool draws them on the line of a thread: what is inside of what. */
    @Test
    void stepsAndValidationLieInsideOfTheirEpoch() throws IOException {
        List<RecordedEvent> events =
                record(
                        () -> Epochs.trainer(Epochs.network())
                                .withListener(listener)
                                .fit(Epochs.data(), Epochs.data()),
                        Duration.ZERO);
        for (RecordedEvent epoch : of(events, "Epoch")) {
            List<RecordedEvent> inside =
                    events.stream()
                            .filter(event -> event.getInt("epoch") == epoch.getInt("epoch"))
                            .toList();
            assertEquals(5, inside.size());
            for (RecordedEvent event : inside) {
                assertTrue(!event.getStartTime().isBefore(epoch.getStartTime()), event::toString);
                assertTrue(!event.getEndTime().isAfter(epoch.getEndTime()), event::toString);
            }
            RecordedEvent lastStep = inside.get(2);
            RecordedEvent validation = inside.get(3);
            assertTrue(
                    !validation.getStartTime().isBefore(lastStep.getEndTime()), "in order");
        }
    }

    @Test
    void shortStepsAreLeftOutUnlessAskedFor() throws IOException {
        Runnable training =
                () -> Epochs.trainer(Epochs.network()).withListener(listener).fit(Epochs.data());
        assertEquals(0, of(record(training, Duration.ofMinutes(1)), "Step").size());
        List<RecordedEvent> withoutValidation = record(training, Duration.ZERO);
        assertEquals(6, of(withoutValidation, "Step").size());
        assertEquals(0, of(withoutValidation, "Validation").size());
        assertEquals(
                Double.NaN,
                of(withoutValidation, "Epoch").getFirst().getDouble("validationLoss"));
        assertEquals("10 ms", StepEvent.class.getAnnotation(Threshold.class).value());
    }

    /** A recording that starts in the middle of an epoch has the steps that began after that. */
    @Test
    void aRecordingMayStartAtAnyTime() throws IOException {
        listener.trainingStarted(1, 3);
        listener.epochStarted(1);
        listener.batchFinished(1, 1, 4, 1);
        List<RecordedEvent> events =
                record(
                        () -> {
                            listener.batchFinished(1, 2, 4, 1);
                            listener.batchFinished(1, 3, 2, 0.5f);
                            listener.epochFinished(
                                    Epochs.epoch(1, 1, Epochs.evaluation(1, 1)));
                        },
                        Duration.ZERO);
        assertEquals(1, events.size(), events.toString());
        assertEquals(3, events.getFirst().getInt("batch"));
        assertEquals(0.5f, events.getFirst().getFloat("loss"));
    }

    @Test
    void toolsFindNamesAndDescriptionsForEverything() {
        describes(StepEvent.class, "epoch", "batch", "rows", "loss");
        describes(
                EpochEvent.class, "epoch", "rows", "trainingTime", "trainingLoss",
                "validationLoss");
        describes(ValidationEvent.class, "epoch", "loss");
    }

    private static void describes(Class<? extends Event> type, String... fields) {
        EventType event = EventType.getEventType(type);
        assertEquals(List.of("Lanewise", "Training"), event.getCategoryNames());
        assertTrue(event.getDescription() != null && event.getLabel() != null, type.getName());
        for (String name : fields) {
            ValueDescriptor field = event.getField(name);
            assertTrue(field.getDescription() != null && field.getLabel() != null, name);
        }
    }

    @Test
    void aBatchAllocatesNothingWhereNothingIsRecorded() {
        listener.epochStarted(1);
        Allocations.assertSettleAtNone(
                "batch", () -> listener.batchFinished(1, 1, 4, 1), List.of());
    }

    @Test
    void withoutTheRecorderInTheRuntimeEverythingElseWorks()
            throws IOException, InterruptedException {
        List<String> lines =
                ForkedJvm.run(
                        WithoutRecorder.class, List.of("--limit-modules", "java.base"), List.of());
        assertTrue(lines.contains("trained 2 epochs"), lines.toString());
        assertTrue(lines.getLast().startsWith("the module jdk.jfr is absent"), lines.toString());
    }

    /** Trains, then asks for the listener. */
    static final class WithoutRecorder {
        private WithoutRecorder() {}

        public static void main(String[] arguments) {
            History history =
                    Epochs.trainer(Epochs.network())
                            .withListener(ProgressListener.of())
                            .fit(Epochs.data());
            System.out.println("trained " + history.epochs().size() + " epochs");
            try {
                FlightRecorderListener.of();
            } catch (IllegalStateException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}

package dev.lanewise.kernel;

import dev.lanewise.measure.ShortIterations;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a team costs beside its work: runs and meetings of members that do nothing. */
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TeamBenchmark extends ShortIterations {
    private static final Team.Task NOTHING = member -> {};

    /** Members. */
    @Param({"1", "2"})
    public int threads;

    private Team team;
    private Team.Task twoMeetings;

    /** For JMH. */
    public TeamBenchmark() {}

    /** Starts the team. */
    @Setup
    public void start() {
        team = Team.of(threads);
        twoMeetings =
                member -> {
                    team.meet(member);
                    team.meet(member);
                };
    }

    /** Ends its threads. */
    @TearDown
    public void end() {
        team.close();
    }

    /** What the caller does between two runs, outside the measured time. */
    @State(Scope.Thread)
    public static class Pause {
        /** How long it computes. */
        @Param({"100", "5000"})
        public int micros;

        /** For JMH. */
        public Pause() {}

        /** Keeps the caller's processor busy; the other members fall asleep. */
        @Setup(Level.Invocation)
        public void pass() {
            long start = System.nanoTime();
            while (System.nanoTime() - start < micros * 1000L) {
                Thread.onSpinWait();
            }
        }
    }

    /** One run right after the other. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void run() {
        team.run(NOTHING);
    }

    /** The same with two meetings in each run, as a training step has them. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public void runWithTwoMeetings() {
        team.run(twoMeetings);
    }

    /** One run after a pause: most of it is waking the others. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public void runAfterPause(Pause pause) {
        team.run(NOTHING);
    }
}

package dev.lanewise.peers.process;

import dev.lanewise.peers.step.StepLibrary;

/**
 * One training from the start of its process to its end.
 *
 * @param run when the run began
 * @param library who trained
 * @param fork which process of its kind in the run, from 1
 * @param wallSeconds from the start of the process to its end, seen from outside
 * @param outcome what it told of itself
 */
record ProcessRun(
        String run, StepLibrary library, int fork, double wallSeconds, Outcome outcome) {
    double cpuSeconds() {
        return outcome.cpuSeconds();
    }

    double trainSeconds() {
        return outcome.trainSeconds();
    }

    double accuracy() {
        return outcome.accuracy();
    }

    double peakMegabytes() {
        return outcome.peakKilobytes() / 1024.0;
    }
}

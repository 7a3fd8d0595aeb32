/**
 * The choice of kernels for this process: those on vectors where the JVM makes them fast, plain
 * loops elsewhere, with the same bits.
 *
 * {@snippet :
 * System.out.println(Lanewise.describe());
 * }
 *
 * <p>Who trains a network begins with {@link dev.lanewise.nn.Network} and {@link
 * dev.lanewise.train.Trainer}.
 */
package dev.lanewise;

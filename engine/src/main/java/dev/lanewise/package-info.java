/**
 * The choice of kernels for this process: on vectors where the module {@code jdk.incubator.vector}
 * is there, and plain loops where it is not, with the same bits.
 *
 * {@snippet :
 * System.out.println(Lanewise.kernels().description());
 * }
 *
 * <p>Who trains a network begins with {@link dev.lanewise.nn.Network} and {@link
 * dev.lanewise.train.Trainer}.
 */
package dev.lanewise;

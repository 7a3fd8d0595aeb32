/**
 * Everything that computes: kernels on arrays of floats with offsets, which know nothing of layers
 * or networks, and serve other frameworks as well.
 *
 * {@snippet :
 * Kernels kernels = Lanewise.kernels();
 * kernels.sgemm().nn(c, 0, n, a, 0, k, b, 0, n, m, n, k, false);
 * kernels.activation(Activation.GELU).forward(c, 0, c, 0, n, bias, 0, m, n);
 * }
 *
 * <p>Each kernel has a scalar twin, which defines what is right, and one on vectors with the same
 * bits at any width. Arguments are checked, nothing is allocated but scratch memory when a size is
 * first seen, and a {@link dev.lanewise.kernel.Team} of the caller's shares out what is large.
 */
package dev.lanewise.kernel;

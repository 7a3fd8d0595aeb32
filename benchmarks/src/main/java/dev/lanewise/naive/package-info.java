/**
 * What one writes first: each formula of training as the plainest loops that compute it, for
 * comparison and for reading.
 *
 * <p>Arithmetic is in single precision, functions are those of {@link java.lang.Math}, matrices are
 * row-major without gaps. Nothing here knows of lanes, caches or threads, nor of the rest of
 * Lanewise, and nothing is made slow on purpose: where HotSpot finds a way to vectorize a loop by
 * itself, so much the better.
 */
package dev.lanewise.naive;

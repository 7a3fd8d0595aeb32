/**
 * How weights follow their gradients: optimizers, schedules of the learning rate, and clipping, by
 * PyTorch's formulas and with its defaults.
 *
 * {@snippet :
 * Optimizer optimizer = AdamW.of(1e-3).withWeightDecay(0.05);
 * Schedule schedule = CosineAnnealing.of(9_500).withWarmUp(500);
 * Clipping clipping = Clipping.byNorm(1);
 * }
 *
 * <p>All are settings alone, and may be shared. What an optimizer keeps of earlier gradients
 * belongs to a {@link dev.lanewise.train.TrainingStep}; a schedule is a pure function of the number
 * of the update, and gives a factor of the optimizer's rate.
 */
package dev.lanewise.optim;

package dev.lanewise.peers.step;

import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;

/** The last part of libtorch's step. */
public interface TorchUpdate {
    /** Takes the gradients that the parameters have now; called within a pointer scope. */
    void step();

    /** The fused kernel of a rule; libtorch has none for RMSprop on the CPU. */
    static TorchUpdate of(Module module, Rule rule, double rate) {
        return switch (rule) {
            case ADAM -> new FusedUpdate.OfAdam(module, "aten::_fused_adam_", rate, 0);
            case ADAMW -> new FusedUpdate.OfAdam(module, "aten::_fused_adamw_", rate, 0.01);
            case SGD -> new FusedUpdate.OfSgd(module, rate, Rule.MOMENTUM);
            case RMSPROP -> new RMSprop(module.parameters(), new RMSpropOptions(rate))::step;
        };
    }
}

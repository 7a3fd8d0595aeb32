package dev.lanewise.peers.step;

import static org.bytedeco.pytorch.global.torch.zeros;
import static org.bytedeco.pytorch.global.torch.zeros_like;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;

/**
 * One of libtorch's fused optimizer kernels, which update all parameters in one pass. The C++ API
 * and the binding have no function for them, so the dispatcher finds them by name, and they get
 * their arguments on a stack, in the order of their schemas.
 */
abstract class FusedUpdate implements TorchUpdate {
    private final OperatorHandle kernel;
    private final Tensor[] parameters;
    private final GenericList gradients = list();
    private final IValueVector stack = new IValueVector();

    private FusedUpdate(Module module, String name) {
        kernel = Dispatcher.singleton().findSchemaOrThrow(name, "");
        TensorVector all = module.parameters();
        parameters = new Tensor[(int) all.size()];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = all.get(i);
        }
    }

    /** The arguments of the next step, of which the kernel takes a copy off the stack. */
    abstract IValueVector arguments();

    @Override
    public void step() {
        NoGradGuard guard = new NoGradGuard();
        gradients.clear();
        for (Tensor parameter : parameters) {
            gradients.push_back(new IValue(parameter.grad()));
        }
        kernel.callBoxed(stack.put(arguments()));
        guard.close();
    }

    /** A list of tensors, one for each parameter. */
    IValue perParameter(UnaryOperator<Tensor> tensor) {
        GenericList list = list();
        for (Tensor parameter : parameters) {
            list.push_back(new IValue(tensor.apply(parameter)));
        }
        return new IValue(list);
    }

    /** The list that each step fills. */
    IValue gradients() {
        return new IValue(gradients);
    }

    private static GenericList list() {
        return new GenericList(new Type.TypePtr(TensorType.get()));
    }

    /** {@code _fused_adam_} and {@code _fused_adamw_}. */
    static final class OfAdam extends FusedUpdate {
        private final Tensor count = zeros(1).squeeze();
        private final Scalar one = new Scalar(1f);
        private final IValueVector arguments;

        OfAdam(Module module, String name, double rate, double weightDecay) {
            super(module, name);
            arguments = new IValueVector(
                    perParameter(weights -> weights),
                    gradients(),
                    perParameter(weights -> zeros_like(weights)),
                    perParameter(weights -> zeros_like(weights)),
                    // no list of maxima, which only AMSGrad has
                    new IValue(list()),
                    perParameter(weights -> count),
                    new IValue(rate),
                    new IValue(0.9),
                    new IValue(0.999),
                    new IValue(weightDecay),
                    new IValue(1e-8),
                    new IValue(false),
                    new IValue(false),
                    new IValue(),
                    new IValue());
        }

        @Override
        IValueVector arguments() {
            count.add_(one);
            return arguments;
        }
    }

    /** {@code _fused_sgd_} with momentum. */
    static final class OfSgd extends FusedUpdate {
        private final IValueVector first;
        private final IValueVector others;
        private boolean started;

        OfSgd(Module module, double rate, double momentum) {
            super(module, "aten::_fused_sgd_");
            IValue weights = perParameter(each -> each);
            IValue buffers = perParameter(each -> zeros_like(each));
            first = arguments(weights, buffers, rate, momentum, true);
            others = arguments(weights, buffers, rate, momentum, false);
        }

        private IValueVector arguments(
                IValue weights, IValue buffers, double rate, double momentum, boolean isFirst) {
            return new IValueVector(
                    weights,
                    gradients(),
                    buffers,
                    new IValue(0.0),
                    new IValue(momentum),
                    new IValue(rate),
                    new IValue(0.0),
                    new IValue(false),
                    new IValue(false),
                    new IValue(isFirst),
                    new IValue(),
                    new IValue());
        }

        @Override
        IValueVector arguments() {
            IValueVector next = started ? others : first;
            started = true;
            return next;
        }
    }
}

package dev.lanewise.nn;

import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** A table of layers: kind, shape, settings, number of parameters. */
final class NetworkSummary {
    private final Formatter table = new Formatter(Locale.ROOT);

    private NetworkSummary() {}

    static String of(Network network) {
        NetworkSummary summary = new NetworkSummary();
        summary.line("#", "layer", "in × out", "settings", "parameters");
        summary.lines("", network.layers());
        summary.line("", "", "", "all", String.format(Locale.ROOT, "%,d",
                network.parameters().length));
        return summary.table.toString();
    }

    private void lines(String prefix, List<Layer> layers) {
        for (int i = 0; i < layers.size(); i++) {
            Layer layer = layers.get(i);
            String number = prefix + (i + 1);
            String count = String.format(Locale.ROOT, "%,d", layer.parameterCount());
            String shape = layer.inputs() + " × " + layer.outputs();
            line(number, kind(layer), shape, settings(layer), count);
            if (layer instanceof Residual residual) {
                lines(number + ".", residual.block());
            }
        }
    }

    private void line(String number, String kind, String shape, String settings, String count) {
        table.format("%-5s  %-13s  %14s  %-24s  %12s%n", number, kind, shape, settings, count);
    }

    private static String kind(Layer layer) {
        return switch (layer) {
            case Dense _ -> "dense";
            case ActivationLayer _ -> "activation";
            case Prelu _ -> "PReLU";
            case Dropout _ -> "dropout";
            case LayerNorm _ -> "layer norm";
            case BatchNorm _ -> "batch norm";
            case Residual _ -> "residual";
            case InputScaling _ -> "input scaling";
            case Embedding _ -> "embedding";
        };
    }

    private static String settings(Layer layer) {
        return switch (layer) {
            case Dense l -> name(l.activation().toString()) + (l.hasBias() ? "" : ", no bias");
            case ActivationLayer l -> name(l.activation().toString());
            case Dropout l -> "rate " + l.rate();
            case LayerNorm l -> "epsilon " + l.epsilon();
            case BatchNorm l -> "momentum " + l.momentum() + ", eps " + l.epsilon();
            case Residual l -> l.block().size() + " layers and X";
            case Embedding l -> l.columns().size() + " categorical columns";
            case Prelu _,InputScaling _ -> "";
        };
    }

    private static String name(String record) {
        return record.endsWith("[]") ? record.substring(0, record.length() - 2) : record;
    }
}

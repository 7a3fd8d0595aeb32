package dev.lanewise.samples.table;

import dev.lanewise.kernel.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A made-up table of flats and their rents, for a machine without data: numbers, two columns of
 * names, gaps, and a rent that follows from the rest by a known rule plus known noise.
 */
final class SyntheticFlats {
    /** Deviation of the noise in the rents: no prediction can have a smaller RMSE. */
    static final double NOISE = 60;

    private static final int ROWS = 5000;
    private static final long SEED = 20;

    private static final List<String> COLUMNS =
            List.of("area", "rooms", "floor", "built", "minutes", "district", "heating", "rent");

    private static final String[] DISTRICTS = {"Harbour", "Hill", "Mill", "Old Town", "Park"};
    private static final double[] DISTRICT_FACTOR = {1.0, 1.25, 0.85, 1.4, 1.15};
    private static final String[] HEATINGS = {"district", "gas", "heat pump", "stove"};
    private static final double[] HEATING_EXTRA = {0, 20, 90, -110};

    private SyntheticFlats() {}

    /** The table, always the same. */
    static TextTable table() {
        List<TextTable.Row> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            // line 1 would be the header
            rows.add(new TextTable.Row(i + 2, row(RandomStream.ofSeed(SEED).stream(i))));
        }
        return new TextTable("made-up flats", COLUMNS, List.copyOf(rows));
    }

    private static List<String> row(RandomStream random) {
        double area = Math.round(35 + 25 * -StrictMath.log(1 - random.uniform(0)));
        int rooms = Math.clamp(Math.round(area / 28 + 0.6 * random.normal(1)), 1, 6);
        int floor = random.below(7, 4);
        int built = 1880 + random.below(140, 5);
        int minutes = 3 + random.below(45, 6);
        int district = random.below(DISTRICTS.length, 7);
        int heating = random.below(HEATINGS.length, 8);
        double rent =
                DISTRICT_FACTOR[district] * (180 + 9.5 * area)
                        + HEATING_EXTRA[heating]
                        + 45 * StrictMath.sqrt(floor)
                        - 160 * StrictMath.exp(-(built - 1880) / 40.0)
                        + (built < 1910 && district == 3 ? 220 : 0)
                        - 5.5 * minutes
                        + 40 * rooms
                        + NOISE * random.normal(5);
        return List.of(
                number(area),
                number(rooms),
                number(floor),
                random.uniform(13) < 0.08 ? "?" : number(built),
                number(minutes),
                DISTRICTS[district],
                random.uniform(14) < 0.05 ? "" : HEATINGS[heating],
                number(Math.round(rent)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }
}

package dev.lanewise.kernel;

/** The size of a batch, written {@code rows×columns} with the letter x. */
record Rows(int rows, int columns) {
    /** The size that a parameter of this name says. */
    static Rows parse(String name, String value) {
        if (!value.matches("[1-9]\\d{0,8}x[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    name + " is " + value + ", expected rows and columns, such as 128x512");
        }
        String[] sizes = value.split("x");
        return new Rows(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]));
    }

    int size() {
        return Math.multiplyExact(rows, columns);
    }
}

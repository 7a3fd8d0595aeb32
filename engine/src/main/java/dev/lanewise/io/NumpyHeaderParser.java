package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the literal of a Python dictionary that a header is: the three keys, each once, in any
 * order, in either kind of quotes, with or without a comma at the end, and spaces anywhere. Nothing
 * else that Python would take has a place in a header.
 */
final class NumpyHeaderParser {
    private final NumpySource source;
    private final String text;
    private int at;
    private NumpyType type;
    private Boolean fortranOrder;
    private int[] shape;

    NumpyHeaderParser(NumpySource source, String text) {
        this.source = source;
        this.text = text;
    }

    NumpyHeader parse() throws NumpyFormatException {
        expect('{');
        boolean more = true;
        while (more && !accept('}')) {
            String key = string("key");
            expect(':');
            value(key);
            more = accept(',');
            if (!more) {
                expect('}');
            }
        }
        skipSpaces();
        if (at < text.length()) {
            throw wrong("header", "nothing after the dictionary");
        }
        present("descr", type);
        present("fortran_order", fortranOrder);
        present("shape", shape);
        return new NumpyHeader(type, fortranOrder, shape);
    }

    private void value(String key) throws NumpyFormatException {
        switch (key) {
            case "descr" -> {
                first(key, type);
                type = type();
            }
            case "fortran_order" -> {
                first(key, fortranOrder);
                fortranOrder = bool();
            }
            case "shape" -> {
                first(key, shape);
                shape = shape();
            }
            default -> throw source.wrong(
                    "header", "the keys descr, fortran_order and shape",
                    "'" + printable(key) + "'");
        }
    }

    private void first(String key, Object earlier) throws NumpyFormatException {
        if (earlier != null) {
            throw source.wrong("header", key + " once", "twice");
        }
    }

    private void present(String key, Object value) throws NumpyFormatException {
        if (value == null) {
            throw source.wrong("header", "the key " + key, "none");
        }
    }

    private NumpyType type() throws NumpyFormatException {
        skipSpaces();
        int start = at;
        if (at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"')) {
            NumpyType known = NumpyType.of(string("descr"));
            if (known != null) {
                return known;
            }
        }
        at = start; // an array of records has a list there
        throw wrong("descr", "one of " + NumpyType.names());
    }

    private boolean bool() throws NumpyFormatException {
        skipSpaces();
        for (String word : List.of("False", "True")) {
            if (text.startsWith(word, at)) {
                at += word.length();
                return word.equals("True");
            }
        }
        throw wrong("fortran_order", "False or True");
    }

    /** Nothing, or numbers with commas between them; a single one has a comma after it. */
    private int[] shape() throws NumpyFormatException {
        List<Integer> sizes = new ArrayList<>();
        expect('(');
        boolean comma = true;
        while (!accept(')')) {
            if (!comma) {
                throw wrong("shape", "a comma or )");
            }
            sizes.add(size());
            comma = accept(',');
        }
        if (sizes.size() == 1 && !comma) {
            throw source.wrong("shape", "a comma after a single dimension",
                    "(" + sizes.get(0) + ")");
        }
        if (sizes.size() > NumpyArray.MOST_DIMENSIONS) {
            throw source.wrong(
                    "shape", "at most " + NumpyArray.MOST_DIMENSIONS + " dimensions", sizes.size());
        }
        int[] all = sizes.stream().mapToInt(Integer::intValue).toArray();
        if (NumpyHeader.length(all) > Checks.LARGEST_ARRAY) {
            throw source.wrong("shape", "a product that fits one array", sizes);
        }
        return all;
    }

    private int size() throws NumpyFormatException {
        skipSpaces();
        int start = at;
        long size = 0;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            size = Math.min(10 * size + text.charAt(at++) - '0', Integer.MAX_VALUE);
        }
        boolean tooLarge = size > Checks.LARGEST_ARRAY;
        if (at == start || tooLarge) {
            at = start;
            throw wrong("shape", tooLarge ? "at most " + Checks.LARGEST_ARRAY : "a number");
        }
        return (int) size;
    }

    private String string(String field) throws NumpyFormatException {
        skipSpaces();
        char quote = at < text.length() ? text.charAt(at) : 0;
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw wrong(field, "a string in quotes");
        }
        String string = text.substring(at + 1, end);
        at = end + 1;
        return string;
    }

    private void expect(char c) throws NumpyFormatException {
        if (!accept(c)) {
            throw wrong("header", c);
        }
    }

    private boolean accept(char c) {
        skipSpaces();
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void skipSpaces() {
        while (at < text.length() && " \t\r\n\f".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Shows the next characters. */
    private NumpyFormatException wrong(String field, Object expected) {
        String rest = printable(text.substring(at));
        return source.wrong(field, expected, rest.isEmpty() ? "the end" : rest);
    }

    private static String printable(String text) {
        return Excerpt.of(text.strip(), 40);
    }
}

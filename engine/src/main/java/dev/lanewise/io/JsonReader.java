package dev.lanewise.io;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Reads JSON (RFC 8259) value by value, as the caller expects them, and makes no tree of it: what a
 * file holds beyond that is refused where it begins, and takes no memory.
 *
 * <p>Strict: no comments, no other white space than the standard's, no control characters and no
 * half surrogates in strings. Numbers have at most {@value #MOST_DIGITS} characters, containers lie
 * at most {@value #MOST_DEPTH} deep.
 */
final class JsonReader {
    /** More than any network that is described by hand. */
    static final int MOST_DEPTH = 64;

    private static final int MOST_DIGITS = 64;
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

    private final Path file;
    private final String field;
    private final String text;
    private int at;
    private int depth;
    /** Whether nothing has come in the innermost container yet. */
    private boolean fresh;

    /**
     * Begins with the first character.
     *
     * @param field what of the file the text is, for messages
     */
    JsonReader(Path file, String field, String text) {
        this.file = file;
        this.field = field;
        this.text = text;
    }

    void beginObject() throws SafetensorsFormatException {
        begin('{');
    }

    void beginArray() throws SafetensorsFormatException {
        begin('[');
    }

    private void begin(char bracket) throws SafetensorsFormatException {
        expect(bracket);
        depth++;
        if (depth > MOST_DEPTH) {
            throw error("at most " + MOST_DEPTH + " containers in one another", "more");
        }
        fresh = true;
    }

    /** The name of the next member of an object, or null at its end, which is passed. */
    String nextName() throws SafetensorsFormatException {
        if (!next('}')) {
            return null;
        }
        String name = string();
        expect(':');
        return name;
    }

    /** Whether an array has another element; its end is passed. */
    boolean nextElement() throws SafetensorsFormatException {
        return next(']');
    }

    private boolean next(char end) throws SafetensorsFormatException {
        if (peek() == end) {
            at++;
            depth--;
            fresh = false;
            return false;
        }
        if (!fresh) {
            expect(',');
        }
        fresh = false;
        return true;
    }

    /** Passes the name of the next member, which must be this one. */
    void name(String expected) throws SafetensorsFormatException {
        int start = at;
        String found = nextName();
        if (!expected.equals(found)) {
            at = start;
            throw error("member \"" + expected + "\"", found == null ? "the end" : quoted(found));
        }
    }

    /** Passes the end of an object. */
    void endObject() throws SafetensorsFormatException {
        int start = at;
        String name = nextName();
        if (name != null) {
            at = start;
            throw error("no further member", quoted(name));
        }
    }

    /** Passes the end of an array. */
    void endArray() throws SafetensorsFormatException {
        if (nextElement()) {
            throw error("no further element", found());
        }
    }

    /** A string. */
    String string() throws SafetensorsFormatException {
        expect('"');
        StringBuilder value = new StringBuilder();
        while (true) {
            char c = take("the end of a string");
            if (c == '"') {
                break;
            }
            if (c < ' ') {
                at--;
                throw error("an escape for a control character", (int) c);
            }
            value.append(c == '\\' ? escaped() : c);
        }
        requireWholeSurrogates(value);
        return value.toString();
    }

    private char escaped() throws SafetensorsFormatException {
        char c = take("an escaped character");
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> {
                at--;
                throw error("an escape that JSON has", quoted("\\" + c));
            }
        };
    }

    private char hexadecimal() throws SafetensorsFormatException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            char c = take("four hexadecimal digits");
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                at--;
                throw error("a hexadecimal digit", quoted("" + c));
            }
            value = value << 4 | digit;
        }
        return (char) value;
    }

    private void requireWholeSurrogates(CharSequence value) throws SafetensorsFormatException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c) && i + 1 < value.length()
                            && Character.isLowSurrogate(value.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw error("characters of Unicode", "half a surrogate pair");
            }
        }
    }

    /** A whole number from least to most, without fraction or exponent. */
    long integer(long least, long most) throws SafetensorsFormatException {
        int start = at;
        String token = number("a whole number");
        try {
            long value = Long.parseLong(token);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException _) {
            // too large, or not whole: told below
        }
        at = start;
        throw error("a whole number from " + least + " to " + most, token);
    }

    /** A whole number from least to the largest int. */
    int integer(int least) throws SafetensorsFormatException {
        return (int) integer(least, Integer.MAX_VALUE);
    }

    /** A number as {@link JsonWriter#value(double)} writes it: NaN and infinities are strings. */
    double decimal() throws SafetensorsFormatException {
        if (peek() != '"') {
            return Double.parseDouble(number("a number"));
        }
        int start = at;
        String name = string();
        return switch (name) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> {
                at = start;
                throw error("a number, \"NaN\", \"Infinity\" or \"-Infinity\"", quoted(name));
            }
        };
    }

    /** A number in single precision, rounded once. */
    float single() throws SafetensorsFormatException {
        return Float.parseFloat(number("a number"));
    }

    private String number(String what) throws SafetensorsFormatException {
        skipSpace();
        int end = at;
        while (end < text.length() && end - at <= MOST_DIGITS
                && "+-.0123456789Ee".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String token = text.substring(at, end);
        if (token.length() > MOST_DIGITS || !NUMBER.matcher(token).matches()) {
            throw error(what + " of at most " + MOST_DIGITS + " characters", found());
        }
        at = end;
        return token;
    }

    /** True or false. */
    boolean flag() throws SafetensorsFormatException {
        skipSpace();
        for (boolean value : new boolean[] {true, false}) {
            if (text.startsWith(String.valueOf(value), at)) {
                at += String.valueOf(value).length();
                return value;
            }
        }
        throw error("true or false", found());
    }

    /** Demands that only white space follows. */
    void end() throws SafetensorsFormatException {
        skipSpace();
        if (at < text.length()) {
            throw error("the end", found());
        }
    }

    private void expect(char c) throws SafetensorsFormatException {
        if (peek() != c) {
            throw error(quoted("" + c), found());
        }
        at++;
    }

    /** The next character that is not white space, or 0 at the end. */
    private char peek() {
        skipSpace();
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char take(String what) throws SafetensorsFormatException {
        if (at == text.length()) {
            throw error(what, "the end");
        }
        return text.charAt(at++);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private String found() {
        return at < text.length() ? quoted("" + text.charAt(at)) : "the end";
    }

    /** A text of a file, for messages. */
    static String quoted(String text) {
        return "\"" + Excerpt.of(text, 80) + "\"";
    }

    private SafetensorsFormatException error(Object expected, Object found) {
        return new SafetensorsFormatException(
                file, field + " at character " + at, expected, found);
    }
}

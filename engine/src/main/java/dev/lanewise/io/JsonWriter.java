package dev.lanewise.io;

import dev.lanewise.internal.Checks;

/** Writes JSON value by value, in a form that {@link JsonReader} reads back to the same values. */
final class JsonWriter {
    private final StringBuilder text = new StringBuilder();
    private int depth;
    /** Whether a comma comes before the next name or value. */
    private boolean comma;

    JsonWriter beginObject() {
        return begin('{');
    }

    JsonWriter endObject() {
        return end('}');
    }

    JsonWriter beginArray() {
        return begin('[');
    }

    JsonWriter endArray() {
        return end(']');
    }

    private JsonWriter begin(char bracket) {
        separate();
        text.append(bracket);
        depth++;
        Checks.require(
                depth <= JsonReader.MOST_DEPTH,
                "depth of what is to be written",
                depth,
                "at most " + JsonReader.MOST_DEPTH);
        comma = false;
        return this;
    }

    private JsonWriter end(char bracket) {
        text.append(bracket);
        depth--;
        comma = true;
        return this;
    }

    /** The name of a member, whose value comes next. */
    JsonWriter name(String name) {
        value(name);
        text.append(':');
        comma = false;
        return this;
    }

    JsonWriter value(String value) {
        separate();
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            append(value.charAt(i));
        }
        text.append('"');
        return this;
    }

    private void append(char c) {
        switch (c) {
            case '"', '\\' -> text.append('\\').append(c);
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            default -> {
                if (c < ' ') {
                    text.append("\\u00").append(c < 16 ? "0" : "").append(Integer.toHexString(c));
                } else {
                    text.append(c);
                }
            }
        }
    }

    JsonWriter value(long value) {
        separate();
        text.append(value);
        return this;
    }

    /** The shortest decimal that gives the same bits; what JSON lacks (NaN, infinities) by name. */
    JsonWriter value(double value) {
        if (!Double.isFinite(value)) {
            return value(Double.toString(value));
        }
        separate();
        text.append(value);
        return this;
    }

    /** The shortest decimal that gives the same float. */
    JsonWriter value(float value) {
        separate();
        text.append(value);
        return this;
    }

    JsonWriter value(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    private void separate() {
        if (comma) {
            text.append(',');
        }
        comma = true;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}

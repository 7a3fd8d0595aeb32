package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What holds of every text: where Jackson finds JSON, {@link JsonReader} finds the same values, or
 * one of the limits that it states; and {@link JsonWriter} writes them so that they are read again.
 */
final class AnyJson {
    private static final JsonFactory JACKSON = new JsonFactory();

    /** What else than Jackson's the reader refuses. */
    private static final List<String> LIMITS =
            List.of(
                    "half a surrogate pair", "of at most 64 characters",
                    "at most 64 containers in one another");

    private final JsonParser jackson;
    private final JsonReader reader;

    private AnyJson(String text) throws IOException {
        jackson = JACKSON.createParser(text);
        reader = reader(text);
    }

    private static JsonReader reader(String text) {
        return new JsonReader(Path.of("file"), "text", text);
    }

    /**
     * Demands it of a text.
     *
     * @return whether both have found it to be JSON
     */
    static boolean holds(String text) throws IOException {
        try {
            return new AnyJson(text).isRead();
        } catch (JsonProcessingException _) {
            return false;
        } catch (SafetensorsFormatException e) {
            assertTrue(LIMITS.stream().anyMatch(e.getMessage()::contains), e.getMessage());
            return false;
        }
    }

    private boolean isRead() throws IOException {
        JsonToken first = jackson.nextToken();
        if (first == null || !value(first)) {
            return false;
        }
        boolean ends;
        try {
            ends = jackson.nextToken() == null;
        } catch (JsonProcessingException _) {
            ends = false;
        }
        if (ends) {
            reader.end();
        } else {
            assertThrows(SafetensorsFormatException.class, reader::end);
        }
        return ends;
    }

    /** Reads the value that begins with a token; false where it is one that the reader has not. */
    private boolean value(JsonToken token) throws IOException {
        switch (token) {
            case START_OBJECT -> {
                return object();
            }
            case START_ARRAY -> {
                return array();
            }
            case VALUE_STRING -> string();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
            case VALUE_TRUE, VALUE_FALSE ->
                assertEquals(jackson.getBooleanValue(), reader.flag());
            default -> {
                return false; // null
            }
        }
        return true;
    }

    private boolean object() throws IOException {
        reader.beginObject();
        while (jackson.nextToken() != JsonToken.END_OBJECT) {
            assertEquals(jackson.currentName(), reader.nextName());
            if (!value(jackson.nextToken())) {
                return false;
            }
        }
        assertNull(reader.nextName());
        return true;
    }

    private boolean array() throws IOException {
        reader.beginArray();
        JsonToken token;
        while ((token = jackson.nextToken()) != JsonToken.END_ARRAY) {
            assertTrue(reader.nextElement());
            if (!value(token)) {
                return false;
            }
        }
        assertEquals(false, reader.nextElement());
        return true;
    }

    private void string() throws IOException {
        String expected = jackson.getText(); // looks at all of it now; before, at its quote alone
        String string = reader.string();
        assertEquals(expected, string);
        assertEquals(string, reader(new JsonWriter().value(string).toString()).string());
    }

    private void number() throws IOException {
        double number = reader.decimal();
        assertEquals(Double.parseDouble(jackson.getText()), number);
        assertEquals(number, reader(new JsonWriter().value(number).toString()).decimal());
    }
}

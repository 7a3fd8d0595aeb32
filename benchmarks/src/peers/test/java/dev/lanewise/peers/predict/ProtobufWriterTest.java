package dev.lanewise.peers.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** The examples of the format's own documentation, and the ends of its ranges. */
class ProtobufWriterTest {
    private static void assertBytes(String hex, ProtobufWriter message) {
        assertEquals(hex, HexFormat.ofDelimiter(" ").formatHex(message.toByteArray()));
    }

    @Test
    void anIntegerIsATagAndSevenBitsAByte() {
        assertBytes("08 96 01", new ProtobufWriter().integer(1, 150));
        assertBytes("08 00", new ProtobufWriter().integer(1, 0));
        assertBytes("08 7f", new ProtobufWriter().integer(1, 127));
        assertBytes("08 80 01", new ProtobufWriter().integer(1, 128));
        assertBytes("08 ff ff ff ff ff ff ff ff ff 01", new ProtobufWriter().integer(1, -1));
    }

    @Test
    void aTagBeyondFifteenTakesTwoBytes() {
        assertBytes("a0 01 02", new ProtobufWriter().integer(20, 2));
    }

    @Test
    void textIsItsLengthAndItsBytes() {
        assertBytes("12 07 74 65 73 74 69 6e 67", new ProtobufWriter().text(2, "testing"));
        assertBytes("12 02 c2 b5", new ProtobufWriter().text(2, "µ"));
    }

    @Test
    void aMessageWithinIsItsLengthAndItsBytes() {
        assertBytes(
                "1a 03 08 96 01",
                new ProtobufWriter().message(3, new ProtobufWriter().integer(1, 150)));
    }
}

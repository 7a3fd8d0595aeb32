package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafetensorsTest {
    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("x.safetensors");
    }

    /** A file with that header and so many bytes of data: 0, 1, 2 and so on. */
    private void write(byte[] header, int dataBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + header.length + dataBytes);
        bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
        for (int i = 0; i < dataBytes; i++) {
            bytes.put((byte) i);
        }
        Files.write(file(), bytes.array());
    }

    private void write(String header, int dataBytes) throws IOException {
        write(header.getBytes(StandardCharsets.UTF_8), dataBytes);
    }

    private String problem(String header, int dataBytes) throws IOException {
        write(header, dataBytes);
        return problem();
    }

    private String problem() {
        return assertThrows(SafetensorsFormatException.class, () -> Safetensors.open(file()))
                .getMessage().replace(file() + ": ", "");
    }

    private static String tensor(String name, String type, String shape, long begin, long end) {
        return "\"" + name + "\":{\"dtype\":\"" + type + "\",\"shape\":" + shape
                + ",\"data_offsets\":[" + begin + "," + end + "]}";
    }

    @Test
    void whatIsWrittenIsReadAgain() throws IOException {
        float[] many = new float[70_001];
        for (int i = 0; i < many.length; i++) {
            many[i] = i - 0.5f;
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("a \"quoted\" name\\", "two\nlines\tand \u0001, ä, 𝄞");
        metadata.put("", "");
        Safetensors.write(file(), metadata, List.of(
                new Tensor("long", List.of(70_001), many),
                new Tensor("none", List.of(3, 0), new float[0]),
                new Tensor("Größe", List.of(), new float[] {42}),
                new Tensor("2d", List.of(2, 2), new float[] {1, 2, 3, 4})));
        try (Safetensors in = Safetensors.open(file())) {
            assertEquals(metadata, in.metadata());
            assertEquals(List.of("long", "none", "Größe", "2d"),
                    List.copyOf(in.tensors().keySet()));
            assertEquals(List.of(3L, 0L), in.tensors().get("none").shape());
            assertArrayEquals(new float[] {1, 2, 3, 4}, in.read("2d"));
            assertArrayEquals(many, in.read("long"));
            assertArrayEquals(new float[0], in.read("none"));
            assertArrayEquals(new float[] {42}, in.read("Größe"));
        }
    }

    @Test
    void theDataBeginsAtAMultipleOfEightBytes() throws IOException {
        for (String name : List.of("a", "ab", "abc", "abcd", "abcdefgh", "abcdefghi")) {
            Safetensors.write(file(), Map.of(), List.of(
                    new Tensor(name, List.of(1), new float[] {1})));
            assertEquals(4, Files.size(file()) % 8);
        }
    }

    @Test
    void otherPrecisionsBecomeFloats() throws IOException {
        write("{" + tensor("half", "F16", "[2]", 0, 4) + "," + tensor("b", "BF16", "[1]", 4, 6)
                + "," + tensor("pad", "U8", "[2]", 6, 8) + "," + tensor("d", "F64", "[1]", 8, 16)
                + "}", 0);
        ByteBuffer data = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        data.putShort(Float.floatToFloat16(1.5f)).putShort(Float.floatToFloat16(-0.1f));
        data.putShort((short) (Float.floatToRawIntBits(-3.25f) >>> 16)).putShort((short) 0);
        data.putDouble(Math.PI);
        Files.write(file(), data.array(), StandardOpenOption.APPEND);
        try (Safetensors in = Safetensors.open(file())) {
            assertArrayEquals(
                    new float[] {1.5f, Float.float16ToFloat(Float.floatToFloat16(-0.1f))},
                    in.read("half"));
            assertArrayEquals(new float[] {-3.25f}, in.read("b"));
            assertArrayEquals(new float[] {(float) Math.PI}, in.read("d"));
            String message =
                    assertThrows(SafetensorsFormatException.class, () -> in.read("pad"))
                            .getMessage();
            assertEquals(file() + ": dtype of \"pad\": expected F32, F16, BF16 or F64, found U8",
                    message);
        }
    }

    @Test
    void anEmptyHeaderAndSpacesAreAFile() throws IOException {
        write(" {\t}\r\n ", 0);
        try (Safetensors in = Safetensors.open(file())) {
            assertEquals(Map.of(), in.tensors());
        }
    }

    @Test
    void lengthsThatCannotBeAreToldApart() throws IOException {
        Files.write(file(), new byte[7]);
        assertEquals("length of the file: expected at least 8 bytes, found 7", problem());
        byte[] bytes = new byte[20];
        Arrays.fill(bytes, 0, 8, (byte) -1);
        Files.write(file(), bytes);
        assertEquals("length of the header: expected from 0 to 12, found 18446744073709551615",
                problem());
        bytes = new byte[20];
        bytes[0] = 13;
        Files.write(file(), bytes);
        assertEquals("length of the header: expected from 0 to 12, found 13", problem());
        Files.write(file(), new byte[8]);
        assertEquals("header at character 0: expected \"{\", found the end", problem());
    }

    @Test
    void placesThatOverlapOrLeaveGapsAreRefused() throws IOException {
        String first = "{" + tensor("a", "F32", "[2]", 0, 8) + ",";
        assertEquals("begin of \"b\": expected 8, the end of the tensor before it, found 4",
                problem(first + tensor("b", "F32", "[1]", 4, 8) + "}", 8));
        assertEquals("begin of \"b\": expected 8, the end of the tensor before it, found 12",
                problem(first + tensor("b", "F32", "[1]", 12, 16) + "}", 16));
        assertEquals("length of the data: expected 12 bytes, the end of the last tensor, found 11",
                problem(first + tensor("b", "F32", "[1]", 8, 12) + "}", 11));
        assertEquals("length of the data: expected 12 bytes, the end of the last tensor, found 13",
                problem(first + tensor("b", "F32", "[1]", 8, 12) + "}", 13));
        assertEquals("tensor \"a\": expected 8 bytes for F32 and shape [2], found data_offsets"
                + " from 8 to 0", problem("{" + tensor("a", "F32", "[2]", 8, 0) + "}", 8));
        assertEquals("tensor \"a\": expected 4 bytes for F32 and shape [], found data_offsets"
                + " from 0 to 8", problem("{" + tensor("a", "F32", "[]", 0, 8) + "}", 8));
    }

    @Test
    void sizesThatOverflowAreRefused() throws IOException {
        assertEquals("tensor \"a\": expected a size below 2^63 bytes, found shape [4294967296,"
                + " 4294967296]",
                problem("{" + tensor("a", "F32", "[4294967296,4294967296]", 0, 0) + "}", 0));
        assertEquals("header at character 29: expected a whole number from 0 to"
                + " 9223372036854775807, found 9223372036854775808",
                problem("{" + tensor("a", "F32", "[9223372036854775808]", 0, 0) + "}", 0));
        assertEquals("header at character 29: expected a whole number from 0 to"
                + " 9223372036854775807, found -1",
                problem("{" + tensor("a", "F32", "[-1]", 0, 0) + "}", 0));
        assertEquals("header at character 29: expected a whole number of at most 64 characters,"
                + " found \"N\"", problem("{" + tensor("a", "F32", "[NaN]", 0, 0) + "}", 0));
        assertEquals("header at character 29: expected a whole number from 0 to"
                + " 9223372036854775807, found 1.0",
                problem("{" + tensor("a", "F32", "[1.0]", 0, 4) + "}", 4));
        assertEquals("header: expected at most 64 numbers in an array, found more",
                problem("{" + tensor("a", "F32", "[1" + ",1".repeat(64) + "]", 0, 4) + "}", 4));
    }

    @Test
    void namesComeOnce() throws IOException {
        String a = tensor("a", "F32", "[0]", 0, 0);
        assertEquals("header: expected every name once, found \"a\" again",
                problem("{" + a + "," + a + "}", 0));
        assertEquals("header: expected every name once, found \"a\" again",
                problem("{" + a + "," + a.replace("\"a\"", "\"\\u0061\"") + "}", 0));
        assertEquals("header: expected every name once, found \"dtype\" again",
                problem("{\"a\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 0));
        assertEquals("header: expected every name once, found \"k\" again",
                problem("{\"__metadata__\":{\"k\":\"1\",\"k\":\"1\"}}", 0));
        assertEquals("header: expected every name once, found \"__metadata__\" again",
                problem("{\"__metadata__\":{},\"__metadata__\":{}}", 0));
    }

    @Test
    void whatATensorNeedsMustBeThereAndNothingElse() throws IOException {
        assertEquals("dtype of \"a\": expected one of [BOOL, U8, I8, F8_E5M2, F8_E4M3, I16, U16,"
                + " F16, BF16, I32, U32, F32, F64, I64, U64], found \"F31\"",
                problem("{" + tensor("a", "F31", "[0]", 0, 0) + "}", 0));
        assertEquals("tensor \"a\": expected dtype, shape and two data_offsets, found F32, null"
                + " and null", problem("{\"a\":{\"dtype\":\"F32\"}}", 0));
        assertEquals("tensor \"a\": expected dtype, shape and data_offsets, found \"strides\"",
                problem("{\"a\":{\"strides\":[1]}}", 0));
        assertEquals("tensor \"a\": expected dtype, shape and data_offsets, found \"?"
                + "x".repeat(79) + "…\"",
                problem("{\"a\":{\"\\n" + "x".repeat(1000) + "\":1}}", 0));
        assertEquals("header at character 21: expected \"\"\", found \"1\"",
                problem("{\"__metadata__\":{\"k\":1}}", 0));
    }

    @Test
    void onlyJsonIsJson() throws IOException {
        assertEquals("header at character 0: expected \"{\", found \"[\"",
                problem("[".repeat(100_000), 0));
        assertEquals("header at character 15: expected a whole number of at most 64 characters,"
                + " found \"[\"", problem("{\"a\":{\"shape\":[" + "[".repeat(100_000), 0));
        assertEquals("header at character 3: expected the end, found \"x\"", problem("{} x", 0));
        assertEquals("header at character 1: expected \"\"\", found \"'\"", problem("{'a':1}", 0));
        assertEquals("header at character 19: expected \"\"\", found \"}\"",
                problem("{\"__metadata__\":{},}", 0));
        assertEquals("header at character 2: expected an escape for a control character, found 10",
                problem("{\"\n\":1}", 0));
        assertEquals("header at character 3: expected an escape that JSON has, found \"\\x\"",
                problem("{\"\\x41\":1}", 0));
        assertEquals("header at character 4: expected a hexadecimal digit, found \"+\"",
                problem("{\"\\u+041\":1}", 0));
        assertEquals("header at character 9: expected characters of Unicode, found half a"
                + " surrogate pair", problem("{\"\\ud834\":1}", 0));
        assertEquals("header at character 3: expected the end of a string, found the end",
                problem("{\"a", 0));
        write(new byte[] {'{', '"', (byte) 0xC0, (byte) 0x80, '"'}, 0);
        assertEquals("header: expected UTF-8, found Input length = 1", problem());
    }

    @Test
    void twoTensorsOfOneNameAreNotWritten() {
        Tensor tensor = new Tensor("a", List.of(0), new float[0]);
        assertThrows(IllegalArgumentException.class,
                () -> Safetensors.write(file(), Map.of(), List.of(tensor, tensor)));
        assertThrows(IllegalArgumentException.class,
                () -> Safetensors.write(file(), Map.of(),
                        List.of(new Tensor("__metadata__", List.of(0), new float[0]))));
        assertThrows(IllegalArgumentException.class,
                () -> Safetensors.write(file(), Map.of("\ud834", ""), List.of()));
        assertThrows(IllegalArgumentException.class,
                () -> new Tensor("a", List.of(2), new float[3]));
        assertFalse(Files.exists(file()));
    }
}

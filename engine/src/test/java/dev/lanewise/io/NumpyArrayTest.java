package dev.lanewise.io;

import static dev.lanewise.io.NumpyFiles.assertSame;
import static dev.lanewise.io.NumpyFiles.expectError;
import static dev.lanewise.io.NumpyFiles.header;
import static dev.lanewise.io.NumpyFiles.npy;
import static dev.lanewise.io.NumpyFiles.read;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyArrayTest {
    private static final float[] SIX = {1, -2.5f, 0.1f, Float.MIN_VALUE, -0f, 3e38f};
    private static final Consumer<ByteBuffer> SIX_FLOATS = to -> to.asFloatBuffer().put(SIX);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFileWrittenByHandIsRead(int version) throws IOException {
        byte[] file = npy(version, header("<f4", false, "(2, 3)"), 24, SIX_FLOATS);
        assertSame(NumpyArray.of(SIX, 2, 3), read(file));
    }

    @Test
    void whatIsWrittenIsTheFormatByteForByte() throws IOException {
        Path file = directory.resolve("six.npy");
        NumpyArray.of(SIX, 2, 3).write(file);
        assertArrayEquals(
                npy(1, header("<f4", false, "(2, 3)"), 24, SIX_FLOATS), Files.readAllBytes(file));
        NumpyArray.of(SIX, 6).write(file);
        assertArrayEquals(
                npy(1, header("<f4", false, "(6,)"), 24, SIX_FLOATS), Files.readAllBytes(file));
        NumpyArray.of(new float[1]).write(file);
        assertArrayEquals(
                npy(1, header("<f4", false, "()"), 4, to -> {}), Files.readAllBytes(file));
    }

    @Test
    void arraysOfAllShapesAndBitsComeBack() throws IOException {
        float[] many = new float[3 * 16_411]; // some buffers and a rest
        for (int i = 0; i < many.length; i++) {
            many[i] = Float.intBitsToFloat(i * 0x9e3779b9); // not-a-numbers among them
        }
        for (NumpyArray array : new NumpyArray[] {
            NumpyArray.of(many, 3, 16_411), NumpyArray.of(new float[0], 0),
            NumpyArray.of(new float[0], 5, 0, Integer.MAX_VALUE - 8),
            NumpyArray.of(new float[] {7}), NumpyArray.of(SIX, 1, 2, 1, 3, 1),
            NumpyArray.of(new float[1], ones(64))}) {
            Path file = directory.resolve("array.npy");
            array.write(file);
            assertSame(array, NumpyArray.read(file));
            assertEquals(array.bytes(), Files.size(file));
        }
    }

    private static int[] ones(int dimensions) {
        int[] ones = new int[dimensions];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void memoryThatGrowsHoldsTheSame() throws IOException {
        float[] many = new float[100_003];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        byte[] file = npy(1, header("<f4", false, "(100003,)"), 4 * many.length,
                to -> to.asFloatBuffer().put(many));
        NumpySource source =
                new NumpySource("a.npy", new ByteArrayInputStream(file));
        assertSame(NumpyArray.of(many, many.length), NumpyArray.read(source, 0));
    }

    @Test
    void fortransOrderIsRearranged() throws IOException {
        float[] file = new float[24];
        float[] expected = new float[24];
        for (int a = 0; a < 2; a++) {
            for (int b = 0; b < 3; b++) {
                for (int c = 0; c < 4; c++) {
                    file[a + 2 * b + 6 * c] = 100 * a + 10 * b + c;
                    expected[12 * a + 4 * b + c] = 100 * a + 10 * b + c;
                }
            }
        }
        assertSame(NumpyArray.of(expected, 2, 3, 4),
                read(npy(1, header("<f4", true, "(2, 3, 4)"), 96,
                        to -> to.asFloatBuffer().put(file))));
        assertSame(NumpyArray.of(new float[0], 3, 0),
                read(npy(1, header("<f4", true, "(3, 0)"), 0, to -> {})));
        assertSame(NumpyArray.of(new float[] {5}),
                read(npy(1, header("<f4", true, "()"), 4, to -> to.putFloat(5))));
    }

    @Test
    void otherTypesBecomeFloats() throws IOException {
        expect("<f8", 24, new float[] {0.1f, Float.POSITIVE_INFINITY, 0},
                to -> to.putDouble(0.1).putDouble(Double.POSITIVE_INFINITY).putDouble(1e-60));
        expect("<f2", 6, new float[] {1.5f, -0x1p-24f, 65504},
                to -> to.putShort((short) 0x3e00).putShort((short) 0x8001)
                        .putShort((short) 0x7bff));
        expect("<i8", 24, new float[] {-7, 1L << 40, Long.MIN_VALUE},
                to -> to.putLong(-7).putLong(1L << 40).putLong(Long.MIN_VALUE));
        expect("<i4", 12, new float[] {1 << 24, -9, Integer.MIN_VALUE},
                to -> to.putInt(1 << 24).putInt(-9).putInt(Integer.MIN_VALUE));
        expect("<i2", 6, new float[] {-1, 32767, 2},
                to -> to.putShort((short) -1).putShort((short) 32767).putShort((short) 2));
        expect("<u2", 6, new float[] {65535, 32768, 2},
                to -> to.putShort((short) -1).putShort((short) 32768).putShort((short) 2));
        byte[] bytes = {-1, 127, 0};
        expect("|u1", 3, new float[] {255, 127, 0}, to -> to.put(bytes));
        expect("|i1", 3, new float[] {-1, 127, 0}, to -> to.put(bytes));
        expect("|b1", 3, new float[] {1, 1, 0}, to -> to.put(bytes));
    }

    private static void expect(
            String descr, int bytes, float[] expected, Consumer<ByteBuffer> elements)
            throws IOException {
        assertSame(NumpyArray.of(expected, 3),
                read(npy(1, header(descr, false, "(3,)"), bytes, elements)));
    }

    @Test
    void numbersThatNoFloatCanBeAreNamed() {
        expectError(npy(1, header("<f8", false, "(2,)"), 16, to -> to.putDouble(8, -1e300)),
                "element 1: expected a number that a float can be, found -1.0E300");
        expectError(npy(1, header("<i4", false, "(2,)"), 8, to -> to.putInt(0, (1 << 24) + 1)),
                "element 0: expected a number that a float can be, found 16777217");
        expectError(npy(1, header("<i8", false, "(1,)"), 8, to -> to.putLong(Long.MAX_VALUE)),
                "found 9223372036854775807");
    }

    @Test
    void theHeaderIsReadAsPythonWouldReadIt() throws IOException {
        for (String header : new String[] {
            "{\"shape\":(2,3),\"fortran_order\":False,\"descr\":\"<f4\"}",
            " { 'shape' : ( 2 , 3 , ) , 'descr' :\t'<f4' , 'fortran_order' : False , } "}) {
            assertSame(NumpyArray.of(SIX, 2, 3), read(npy(1, header, 24, SIX_FLOATS)));
        }
    }

    @Test
    void whatIsWrongWithAHeaderIsNamed() {
        expectHeaderError("{'descr': '>f4', 'fortran_order': False, 'shape': (6,), }",
                "descr: expected one of <f4 <f2 <f8 ");
        expectHeaderError("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (6,), }",
                "found [('a', '<f4')], 'fortran_order': False,");
        expectHeaderError("{'descr': '|O', 'fortran_order': False, 'shape': (6,), }", "found '|O'");
        expectHeaderError("{'descr': '<f4', 'fortran_order': 0, 'shape': (6,), }",
                "fortran_order: expected False or True, found 0");
        expectHeaderError("{'descr': '<f4', 'fortran_order': False, 'shape': (6), }",
                "shape: expected a comma after a single dimension, found (6)");
        expectHeaderError("{'descr': '<f4', 'fortran_order': False, 'shape': (2 3), }",
                "shape: expected a comma or ), found 3), }");
        expectHeaderError("{'descr': '<f4', 'fortran_order': False, 'shape': (-1,), }",
                "shape: expected a number, found -1");
        expectHeaderError("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,), }",
                "shape: expected at most 2147483639, found 2147483648,), }");
        expectHeaderError("{'descr': '<f4', 'fortran_order': False, 'shape': (65536, 65536), }",
                "shape: expected a product that fits one array, found [65536, 65536]");
        expectHeaderError("{'descr': '<f4', 'fortran_order': False, 'shape': ("
                + "1,".repeat(65) + "), }", "shape: expected at most 64 dimensions, found 65");
        expectHeaderError("{'descr': '<f4', 'descr': '<f4', 'shape': (6,), }",
                "header: expected descr once, found twice");
        expectHeaderError("{'descr': '<f4', 'shape': (6,), }",
                "header: expected the key fortran_order, found none");
        expectHeaderError("{'order': 'C', 'shape': (6,), }", "found 'order'");
        expectHeaderError("{'descr': '<f4', 'fortran_order': False, 'shape': (6,), } + {}",
                "header: expected nothing after the dictionary, found + {}");
        expectHeaderError("[1]", "header: expected {, found [1]");
        expectHeaderError("{'descr", "key: expected a string in quotes, found 'descr");
    }

    private static void expectHeaderError(String header, String message) {
        expectError(npy(1, header, 24, SIX_FLOATS), message);
    }

    @Test
    void shapesThatDoNotFitTheirValuesAreRefused() {
        for (Runnable wrong : new Runnable[] {
            () -> NumpyArray.of(SIX, 2, 2), () -> NumpyArray.of(SIX, -2, -3),
            () -> NumpyArray.of(SIX, 7), () -> NumpyArray.of(SIX),
            () -> NumpyArray.of(new float[1], ones(65)),
            () -> NumpyArray.of(new float[0], 1 << 16, 1 << 16)}) {
            assertThrows(IllegalArgumentException.class, wrong::run);
        }
    }

    @Test
    void twoArraysAreADataSet() {
        NumpyArray images = NumpyArray.of(new float[24], 2, 3, 4);
        NumpyArray labels = NumpyArray.of(new float[] {1, 0}, 2);
        Dataset dataset = NumpyArray.dataset(images, labels);
        assertEquals(2, dataset.rows());
        assertEquals(12, dataset.featureSize());
        assertEquals(1, dataset.targetSize());
        assertSame(images.values(), dataset.features());
        assertEquals(3, NumpyArray.dataset(images, NumpyArray.of(SIX, 2, 3)).targetSize());
        expectNoDataset(images, NumpyArray.of(SIX, 6), "number of target rows is 6");
        expectNoDataset(NumpyArray.of(new float[1]), labels, "shape of features is ()");
        expectNoDataset(images, NumpyArray.of(new float[0], 2, 0), "shape of targets is [2, 0]");
    }

    private static void expectNoDataset(NumpyArray features, NumpyArray targets, String message) {
        Exception e = assertThrows(
                IllegalArgumentException.class, () -> NumpyArray.dataset(features, targets));
        assertTrue(e.getMessage().startsWith(message), e.getMessage());
    }

    @Test
    void aMissingFileIsTheUsualException() {
        assertThrows(
                NoSuchFileException.class, () -> NumpyArray.read(directory.resolve("none.npy")));
    }
}

package dev.lanewise.io;

import static dev.lanewise.io.NumpyFiles.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** NumPy itself reads what is written here, and writes what is read here; skipped without it. */
class NumpyPythonTest {
    private static final String WRITE = """
            import numpy as np
            a = np.arange(24, dtype=np.float32).reshape(2, 3, 4) / 8
            np.save('a.npy', a)
            np.save('fortran.npy', np.asfortranarray(a))
            for t in 'f2 f8 i2 u2 i4 i8 i1 u1'.split():
                np.save(t + '.npy', (a * 8).astype(t))
            np.save('b1.npy', a > 1)
            np.save('number.npy', np.float32(0.1))
            np.savez('stored.npz', a=a, empty=a[:0])
            np.savez_compressed('compressed.npz', a=a, empty=a[:0])
            """;
    private static final String READ = """
            import numpy as np
            a = np.arange(24, dtype=np.float32).reshape(2, 3, 4) / 8
            for b in np.load('ours.npy'), np.load('ours.npz')['a'], np.load('less.npz')['a']:
                assert b.dtype == np.float32 and b.shape == a.shape and (b == a).all()
            assert list(np.load('ours.npz')) == ['a']
            assert np.load('flat.npy').shape == (24,)
            assert np.load('number.npy').shape == ()
            """;
    private static final NumpyArray ARRAY = NumpyArray.of(eighths(), 2, 3, 4);

    @TempDir
    Path directory;

    private static float[] eighths() {
        float[] values = new float[24];
        for (int i = 0; i < values.length; i++) {
            values[i] = i / 8f;
        }
        return values;
    }

    @Test
    void whatNumPyWritesIsRead() throws Exception {
        python(WRITE);
        assertSame(ARRAY, read("a"));
        assertSame(ARRAY, read("fortran"));
        for (String type : List.of("f2", "f8", "i2", "u2", "i4", "i8", "i1", "u1")) {
            NumpyArray array = read(type);
            for (int i = 0; i < 24; i++) {
                assertEquals(i, array.values()[i], type);
            }
        }
        assertEquals(0, read("b1").values()[8]);
        assertEquals(1, read("b1").values()[9]);
        assertSame(NumpyArray.of(new float[] {0.1f}), read("number"));
        for (String archive : List.of("stored.npz", "compressed.npz")) {
            Map<String, NumpyArray> arrays = NumpyArchive.read(directory.resolve(archive));
            assertEquals(List.of("a", "empty"), List.copyOf(arrays.keySet()));
            assertSame(ARRAY, arrays.get("a"));
            assertSame(NumpyArray.of(new float[0], 0, 3, 4), arrays.get("empty"));
        }
    }

    @Test
    void numPyReadsWhatIsWritten() throws Exception {
        ARRAY.write(directory.resolve("ours.npy"));
        NumpyArchive.write(directory.resolve("ours.npz"), Map.of("a", ARRAY));
        NumpyArchive.writeCompressed(directory.resolve("less.npz"), Map.of("a", ARRAY));
        NumpyArray.of(eighths(), 24).write(directory.resolve("flat.npy"));
        NumpyArray.of(new float[1]).write(directory.resolve("number.npy"));
        python(READ);
    }

    private NumpyArray read(String name) throws IOException {
        return NumpyArray.read(directory.resolve(name + ".npy"));
    }

    private void python(String program) throws InterruptedException, IOException {
        Assumptions.assumeTrue(run("import numpy").isEmpty(), "no python3 with numpy here");
        assertEquals("", run(program));
    }

    /** What a program has to complain of: nothing where it ends as it should. */
    private String run(String program) throws InterruptedException {
        try {
            Process process = new ProcessBuilder("python3", "-c", program)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes());
            return process.waitFor() == 0 ? "" : "failed: " + output;
        } catch (IOException e) {
            return e.toString();
        }
    }
}

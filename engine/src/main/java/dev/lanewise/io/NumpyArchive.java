package dev.lanewise.io;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Named arrays in a {@code .npz} file: a zip archive with a {@code .npy} file for each, as
 * {@code numpy.savez} and {@code numpy.savez_compressed} write it and {@code numpy.load} reads it.
 */
public final class NumpyArchive {
    private static final String SUFFIX = ".npy";

    /** In messages. */
    private static final int LONGEST_NAME = 200;

    /** The first that zip knows; the same arrays give the same bytes at any time of day. */
    private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NumpyArchive() {}

    /**
     * Reads all arrays, in the order of the archive's directory. Their checksums must be right.
     *
     * <p>Memory is taken for what the entries hold, whatever their headers promise; entries that
     * share their bytes are refused.
     *
     * @throws NumpyFormatException where the file is no such archive, names an array twice, has an
     *     entry that is none, is damaged, or holds elements that do not become floats, as
     *     {@link NumpyArray#read} does
     */
    public static Map<String, NumpyArray> read(Path file) throws IOException {
        Map<String, NumpyArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            requireApart(file, zip);
            Iterator<? extends ZipEntry> entries = zip.entries().asIterator();
            while (entries.hasNext()) {
                ZipEntry entry = entries.next();
                String name = entry.getName();
                if (!name.endsWith(SUFFIX)) {
                    throw new NumpyFormatException(
                            file.toString(), "entry", "a name that ends with " + SUFFIX,
                            Excerpt.of(name, LONGEST_NAME));
                }
                String key = name.substring(0, name.length() - SUFFIX.length());
                if (arrays.put(key, read(file, zip, entry)) != null) {
                    throw new NumpyFormatException(
                            file.toString(), "entry", "each name once",
                            Excerpt.of(name, LONGEST_NAME) + " twice");
                }
            }
        } catch (ZipException | EOFException e) {
            throw new NumpyFormatException(
                    file.toString(), "damaged zip data: " + e.getMessage(), e);
        }
        return arrays;
    }

    /**
     * Demands that the entries have no more bytes together than the file: where they lie over one
     * another, a small file could fill any memory.
     */
    private static void requireApart(Path file, ZipFile zip) throws IOException {
        long size = Files.size(file);
        long left = size;
        Iterator<? extends ZipEntry> entries = zip.entries().asIterator();
        while (entries.hasNext()) {
            long compressed = entries.next().getCompressedSize();
            if (compressed < 0 || compressed > left) {
                throw new NumpyFormatException(
                        file.toString(), "compressed sizes of the entries",
                        "at most " + size + " together, the size of the file",
                        "more: some lie over others");
            }
            left -= compressed;
        }
    }

    private static NumpyArray read(Path file, ZipFile zip, ZipEntry entry) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
            NumpySource source = new NumpySource(
                    file + ", " + Excerpt.of(entry.getName(), LONGEST_NAME), in);
            NumpyArray array = NumpyArray.read(source, 0);
            if (sum.getValue() != entry.getCrc()) {
                throw source.wrong(
                        "checksum", Long.toHexString(entry.getCrc()),
                        Long.toHexString(sum.getValue()));
            }
            return array;
        }
    }

    /**
     * Writes arrays without compression, as {@code numpy.savez}, replacing a file that is there
     * once they are written whole. Weights hardly become smaller where they are compressed.
     *
     * @param arrays in the order that the archive gets; the suffix {@code .npy} is added to names
     * @throws IllegalArgumentException where a name is too long for a zip archive
     */
    public static void write(Path file, Map<String, NumpyArray> arrays) throws IOException {
        write(file, arrays, ZipEntry.STORED);
    }

    /** As {@link #write}, with compression, as {@code numpy.savez_compressed}. */
    public static void writeCompressed(Path file, Map<String, NumpyArray> arrays)
            throws IOException {
        write(file, arrays, ZipEntry.DEFLATED);
    }

    private static void write(Path file, Map<String, NumpyArray> arrays, int method)
            throws IOException {
        Map<ZipEntry, NumpyArray> entries = new LinkedHashMap<>();
        for (Map.Entry<String, NumpyArray> array : arrays.entrySet()) {
            entries.put(entry(array.getKey(), array.getValue(), method), array.getValue());
        }
        AtomicFile.write(file, out -> writeTo(out, entries));
    }

    private static void writeTo(OutputStream file, Map<ZipEntry, NumpyArray> entries)
            throws IOException {
        ZipOutputStream out =
                new ZipOutputStream(new BufferedOutputStream(file, NumpyElements.BUFFER));
        for (Map.Entry<ZipEntry, NumpyArray> entry : entries.entrySet()) {
            out.putNextEntry(entry.getKey());
            entry.getValue().writeTo(out);
            out.closeEntry();
        }
        out.finish();
        out.flush(); // closing is not ours
    }

    /** Of stored bytes, size and checksum stand before them. */
    private static ZipEntry entry(String name, NumpyArray array, int method) throws IOException {
        ZipEntry entry = new ZipEntry(name + SUFFIX);
        entry.setTimeLocal(TIME);
        entry.setMethod(method);
        if (method == ZipEntry.STORED) {
            CRC32 sum = new CRC32();
            try (OutputStream nowhere =
                    new CheckedOutputStream(OutputStream.nullOutputStream(), sum)) {
                array.writeTo(nowhere);
            }
            entry.setSize(array.bytes());
            entry.setCrc(sum.getValue());
        }
        return entry;
    }
}

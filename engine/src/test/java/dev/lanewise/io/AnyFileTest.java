package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The targets that Jazzer has in the profile fuzz, on their seeds and on some thousand inputs that
 * were made of these by chance.
 */
class AnyFileTest {
    /** Of each seed. */
    private static final int VARIANTS = 25;

    @TempDir
    Path folder;

    /** What a target makes of its input. */
    @FunctionalInterface
    private interface Target {
        /** Whether it could be read; fails where something does not hold that must. */
        boolean reads(byte[] input) throws IOException;
    }

    /** The seeds are read, and whatever comes of their variants holds. */
    private static void tryOut(Stream<byte[]> seeds, Target target) throws IOException {
        List<byte[]> all = seeds.toList();
        int read = 0;
        for (int i = 0; i < all.size(); i++) {
            assertTrue(target.reads(all.get(i)), "seed " + i);
            Random random = new Random(i);
            for (int variant = 0; variant < VARIANTS; variant++) {
                read += target.reads(variant(all.get(i), random)) ? 1 : 0;
            }
        }
        assertTrue(read < all.size() * VARIANTS, "some variants must be wrong");
    }

    /** With one to three places changed: bytes put in, taken out, overwritten or repeated. */
    private static byte[] variant(byte[] seed, Random random) {
        byte[] bytes = seed;
        for (int changes = random.nextInt(3); changes >= 0; changes--) {
            int at = random.nextInt(bytes.length + 1);
            int length = Math.min(1 + random.nextInt(16), bytes.length - at);
            byte[] any = {(byte) random.nextInt()};
            bytes = switch (random.nextInt(4)) {
                case 0 -> spliced(bytes, at, 0, any);
                case 1 -> spliced(bytes, at, length, new byte[0]);
                case 2 -> spliced(bytes, at, Math.min(1, length), any);
                default -> spliced(bytes, at, 0, Arrays.copyOfRange(bytes, at, at + length));
            };
        }
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int at, int gone, byte[] put) {
        byte[] result = new byte[bytes.length - gone + put.length];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(put, 0, result, at, put.length);
        System.arraycopy(bytes, at + gone, result, at + put.length, bytes.length - at - gone);
        return result;
    }

    @Test
    void anyBytesAreASafetensorsFileOrAreRefused() throws IOException {
        AnyFile files = new AnyFile(folder);
        tryOut(FuzzSeeds.safetensors(), input -> files.safetensors(input) > 0);
    }

    @Test
    void anyHeaderIsThatOfASafetensorsFileOrIsRefused() throws IOException {
        AnyFile files = new AnyFile(folder);
        tryOut(FuzzSeeds.headers(), input -> files.safetensors(FuzzFiles.safetensors(input)) > 0);
    }

    @Test
    void anyDescriptionsAreThoseOfACheckpointOrAreRefused() throws IOException {
        AnyFile files = new AnyFile(folder);
        Path scratch = folder.resolve("scratch");
        tryOut(
                FuzzSeeds.checkpoints(),
                input -> files.safetensors(FuzzFiles.checkpoint(input, scratch)) > 1);
    }

    @Test
    void aWholeCheckpointIsReadInAllWaysThatThereAre() throws IOException {
        AnyFile files = new AnyFile(folder);
        assertEquals(5, files.safetensors(FuzzSeeds.safetensors().toList().getLast()));
        byte[] made = FuzzFiles.checkpoint(
                FuzzSeeds.checkpoints().toList().getLast(), folder.resolve("scratch"));
        assertEquals(5, files.safetensors(made));
    }

    @Test
    void moreSlotsThanAnArrayCanHoldAreRefusedBeforeTheyAreLookedFor() throws IOException {
        String network = NetworkText.of(FuzzSeeds.network());
        String step = "{\"optimizers\":[],\"slots\":2147483647,\"updates\":0,\"batches\":0,"
                + "\"learning_rate\":0.1}";
        Path file = folder.resolve("slots");
        FuzzFiles.checkpoint(FuzzedText.bytes("\0" + network + "\0" + step), file);
        String message =
                assertThrows(SafetensorsFormatException.class, () -> StepCheckpoint.load(file))
                        .getMessage();
        assertEquals(file + ": lanewise.step: expected at most 214748363 slots, found 2147483647",
                message);
    }

    @Test
    void anyTextIsTheJsonThatJacksonReadsOrIsRefused() throws IOException {
        tryOut(FuzzSeeds.json(), input -> AnyJson.holds(FuzzedText.of(input)));
    }

    @Test
    void anyBytesAreAFileOfNumpysOrAreRefused() throws IOException {
        AnyFile files = new AnyFile(folder);
        tryOut(FuzzSeeds.numpy(), files::numpy);
    }

    @Test
    void anyHeaderIsThatOfAFileOfNumpysOrIsRefused() throws IOException {
        AnyFile files = new AnyFile(folder);
        tryOut(FuzzSeeds.numpyHeaders(), input -> {
            boolean alone = files.numpy(FuzzFiles.npy(input));
            assertEquals(alone, files.numpy(FuzzFiles.npz(input)));
            return alone;
        });
    }
}

package dev.lanewise.samples.images;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A picture of the surest mistakes: each image with its true class, what it was taken for, and how
 * sure the network was.
 */
final class MistakeSheet {
    private static final int COLUMNS = 8;
    private static final int MOST = 5 * COLUMNS;
    private static final int IMAGE = 112;
    private static final int GAP = 14;
    private static final int CAPTION = 40;
    private static final int CELL_WIDTH = IMAGE + GAP;
    private static final int CELL_HEIGHT = IMAGE + CAPTION + GAP;
    private static final int TITLE = 44;
    private static final Color TEXT = new Color(0x22, 0x22, 0x22);
    private static final Color RIGHT = new Color(0x1b, 0x7f, 0x3b);
    private static final Color WRONG = new Color(0xc0, 0x39, 0x2b);
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private final Predictions predictions;
    private final ImageSet images;

    MistakeSheet(Predictions predictions, ImageSet images) {
        this.predictions = predictions;
        this.images = images;
    }

    /** Writes the picture as PNG. */
    void write(Path file) throws IOException {
        List<Integer> mistakes = predictions.mistakes();
        int shown = Math.min(MOST, mistakes.size());
        int rows = Math.ceilDiv(shown, COLUMNS);
        BufferedImage sheet =
                new BufferedImage(
                        GAP + COLUMNS * CELL_WIDTH,
                        TITLE + GAP + rows * CELL_HEIGHT,
                        BufferedImage.TYPE_INT_RGB);
        Graphics2D g = sheet.createGraphics();
        try {
            prepare(g, sheet);
            title(g, shown, mistakes.size());
            for (int i = 0; i < shown; i++) {
                int x = GAP + i % COLUMNS * CELL_WIDTH;
                int y = TITLE + GAP + i / COLUMNS * CELL_HEIGHT;
                cell(g, mistakes.get(i), x, y);
            }
        } finally {
            g.dispose();
        }
        ImageIO.write(sheet, "png", file.toFile());
    }

    private static void prepare(Graphics2D g, BufferedImage sheet) {
        g.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    }

    private void title(Graphics2D g, int shown, int all) {
        g.setFont(PLAIN.deriveFont(Font.BOLD, 16f));
        String which = shown < all ? "the %,d surest of %,d".formatted(shown, all) : "all " + all;
        String title =
                "%s: %s mistakes on %,d test images"
                        .formatted(images.name(), which, images.test().rows());
        text(g, title, TEXT, GAP, GAP + 16);
        g.setFont(PLAIN);
        String first = "what it is, ";
        text(g, first, RIGHT, GAP, GAP + 36);
        int width = g.getFontMetrics().stringWidth(first);
        text(g, "what it was taken for", WRONG, GAP + width, GAP + 36);
    }

    private void cell(Graphics2D g, int image, int x, int y) {
        g.drawImage(picture(image), x, y, IMAGE, IMAGE, null);
        caption(g, name(predictions.label(image)), "", RIGHT, x, y + IMAGE + 17);
        String sure = " %.0f%%".formatted(100 * predictions.confidence()[image]);
        caption(g, name(predictions.classes()[image]), sure, WRONG, x, y + IMAGE + 34);
    }

    private String name(int c) {
        return images.classes().get(c);
    }

    /** Text in the width of an image; of a name too long its end is missing. */
    private static void caption(
            Graphics2D g, String name, String end, Color color, int x, int baseline) {
        FontMetrics metrics = g.getFontMetrics();
        String text = name + end;
        for (int n = name.length(); n > 0 && metrics.stringWidth(text) > IMAGE; n--) {
            text = name.substring(0, n - 1) + "…" + end;
        }
        text(g, text, color, x, baseline);
    }

    private static void text(Graphics2D g, String text, Color color, int x, int baseline) {
        g.setColor(color);
        g.drawString(text, x, baseline);
    }

    private BufferedImage picture(int image) {
        int side = images.side();
        BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
        float[] pixels = images.test().features();
        for (int i = 0; i < side * side; i++) {
            int value = Math.round(255 * pixels[image * side * side + i]);
            picture.getRaster().setSample(i % side, i / side, 0, value);
        }
        return picture;
    }
}

package dev.lanewise.io;

/** What a file may say in a message: it may be damaged, and then its texts are anything. */
final class Excerpt {
    private Excerpt() {}

    /** The beginning of a text, without what a line cannot hold. */
    static String of(String text, int most) {
        StringBuilder excerpt = new StringBuilder();
        text.codePoints().limit(most).forEach(
                c -> excerpt.appendCodePoint(Character.isISOControl(c) ? '?' : c));
        return excerpt.append(text.length() > most ? "…" : "").toString();
    }
}

package dev.lanewise.io;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text out of any bytes, in which words of our formats are as likely as letters: an ASCII code is
 * that character, all other bytes are a word each. So a text in ASCII is its own bytes, and a byte
 * that is put in, taken out or changed is often a whole word of the format.
 */
final class FuzzedText {
    private static final List<String> WORDS =
            List.of(
                    // JSON
                    "{", "}", "[", "]", "[]", "{}", ",", ":", "\"", "true", "false", "null",
                    "\\u00e9",
                    "\\ud834\\udd1e", "\\ud834", "é", "\t",
                    // numbers
                    "0", "1", "2", "-1", "0.5", "1e-5", "-0.0", "1e308", "1e999", "4e-324", "255",
                    "65536", "2147483639", "2147483647", "2147483648", "4294967296",
                    "4611686018427387904", "9223372036854775807", "9223372036854775808",
                    "18446744073709551615", "\"NaN\"", "\"Infinity\"", "\"-Infinity\"",
                    // headers of safetensors files
                    "\"dtype\":", "\"shape\":", "\"data_offsets\":", "\"F32\"", "\"F16\"",
                    "\"BF16\"", "\"F64\"", "\"U8\"", "\"I64\"", "\"I32\"", "\"BOOL\"",
                    "\"__metadata__\":",
                    "\"0.weight\"", "\"0.bias\"", "\"lanewise.version\"",
                    // networks
                    "\"inputs\":", "\"seed\":", "\"layers\":", "\"kind\":", "\"dense\"",
                    "\"outputs\":", "\"activation\":", "\"leaky_relu\"", "\"slope\":", "\"elu\"",
                    "\"alpha\":", "\"initializer\":", "\"HE_NORMAL\"", "\"bias\":", "\"prelu\"",
                    "\"dropout\"", "\"rate\":", "\"layer_norm\"", "\"epsilon\":", "\"batch_norm\"",
                    "\"momentum\":", "\"residual\"", "\"block\":", "\"input_scaling\"",
                    "\"embedding\"", "\"columns\":", "\"index\":", "\"categories\":",
                    "\"dimensions\":",
                    "{\"kind\":\"prelu\"}",
                    // steps and trainings
                    "\"optimizers\":", "\"slots\":", "\"updates\":", "\"batches\":",
                    "\"learning_rate\":", "\"epochs\":", "\"loss\":", "\"metrics\":",
                    "\"ACCURACY\":", "\"best\":",
                    // headers of NumPy's files
                    "'descr': ", "'fortran_order': ", "'shape': ", "'<f4'", "'<f8'", "'<f2'",
                    "'<i8'", "'|b1'", "'|u1'", "True", "False", "(", ")", "()", "(2,)", "(2, 3)");

    private FuzzedText() {}

    /** The text that bytes stand for. */
    static String of(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (byte b : bytes) {
            if (b >= 0) {
                text.append((char) b);
            } else {
                text.append(WORDS.get((b & 0x7f) % WORDS.size()));
            }
        }
        return text.toString();
    }

    /** The bytes that stand for a text in ASCII. */
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

package dev.lanewise.peers.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
    @Test
    void squaresNetworksAndOddShapesAreThereOnce() {
        List<Shape> all = Shape.all();
        assertEquals(61, all.size());
        assertEquals(61, all.stream().distinct().count());
        assertEquals(11, all.stream().filter(shape -> shape.isSquareFrom(32)).count());
    }

    @Test
    void aNetworkGivesEveryProductButTheInputGradientOfItsFirstLayer() {
        List<Shape> all = Shape.all();
        for (String product : List.of(
                "NN 32x128x784", "TN 784x128x32", "NN 32x10x128", "TN 128x10x32", "NT 32x128x10")) {
            assertTrue(all.contains(Shape.parse(product)), product);
        }
        assertFalse(all.contains(Shape.parse("NT 32x784x128")));
    }

    @Test
    void aNameIsReadAsItIsWritten() {
        for (Shape shape : Shape.all()) {
            assertEquals(shape, Shape.parse(shape.toString()));
        }
    }

    @Test
    void outputLayersOfTenAreNarrowInAllForms() {
        assertTrue(Shape.parse("NN 128x10x256").isNarrow());
        assertTrue(Shape.parse("TN 256x10x128").isNarrow());
        assertTrue(Shape.parse("NT 128x256x10").isNarrow());
        assertFalse(Shape.parse("NN 128x256x10").isNarrow());
        assertFalse(Shape.parse("TN 10x128x32").isNarrow());
    }

    @Test
    void rowsLieAsFarApartAsTheyAreLong() {
        Shape tn = Shape.parse("TN 33x77x101");
        assertEquals(33, tn.lda());
        assertEquals(77, tn.ldb());
        Shape nt = Shape.parse("NT 33x77x101");
        assertEquals(101, nt.lda());
        assertEquals(101, nt.ldb());
    }
}

package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How C is divided into panels of two to four vectors. */
class TilesTest {
    private static final int N = Lanes.COUNT;

    @Test
    void panelsCoverAllColumnsAndBeginInsideC() {
        for (int columns = 2 * N; columns <= 13 * N; columns++) {
            int column = 0;
            while (column < columns) {
                int width = Tiles.vectors(column, columns, false) * N;
                assertTrue(Math.min(column, columns - width) >= 0, "panel of " + columns);
                column += width;
            }
        }
    }

    @Test
    void wholePanelsLeaveLessThanAVector() {
        for (int columns = 2 * N; columns <= 13 * N; columns++) {
            int column = 0;
            while (columns - column >= 2 * N) {
                column += Tiles.vectors(column, columns, true) * N;
            }
            assertTrue(
                    column <= columns && columns - column < N,
                    "panels of " + columns + " end at " + column);
        }
    }

    @Test
    void noMoreVectorsThanThereAreAreComputedWhereThereAreFourOrMore() {
        for (int vectors = 4; vectors <= 30; vectors++) {
            int computed = 0;
            while (computed < vectors) {
                computed += Tiles.vectors(computed * N, vectors * N, false);
            }
            assertEquals(vectors, computed);
        }
    }

    @Test
    void everyTileHasTheVectorsOfItsPanelAndAtMostAStripOfRows() {
        for (int vectors = 2; vectors <= 4; vectors++) {
            for (int rows = 1; rows <= 9; rows++) {
                MicroTile tile = Tiles.tile(vectors, rows);
                assertEquals(vectors * N, tile.columns());
                assertTrue(tile.rows() >= Math.min(rows, Tiles.ROWS), "rows of " + tile.rows());
            }
        }
    }
}

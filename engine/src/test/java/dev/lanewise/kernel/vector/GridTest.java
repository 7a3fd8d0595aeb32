package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** How products are shared out, for sixteen lanes' worth of panels where sizes matter. */
class GridTest {
    private static final int NR = Blocking.NR;
    private static final Blocking BLOCKING = Blocking.REGISTERS_32;

    private static Grid grid(int members, boolean aT, int m, int n, int k) {
        Grid grid = new Grid();
        grid.choose(members, BLOCKING, aT, false, m, n, k);
        return grid;
    }

    @Test
    void partsAreWholeTilesAndCoverCWithNoMoreThanTheMembers() {
        int[] sizes = {1, 7, 8, 9, 31, 33, 100, 513, 4096, Integer.MAX_VALUE - 8};
        for (int members : new int[] {1, 2, 3, 7, 64, 256}) {
            for (int m : sizes) {
                for (int n : sizes) {
                    Grid grid = grid(members, false, m, n, 300);
                    String what = members + " members, " + m + " x " + n;
                    long down = (m + (long) grid.partRows() - 1) / grid.partRows();
                    long across = (n + (long) grid.partColumns() - 1) / grid.partColumns();
                    assertEquals(across, grid.across(), what);
                    assertTrue(down * across <= members, what);
                    assertTrue(down == 1 || grid.partRows() % BLOCKING.mr() == 0, what);
                    assertTrue(across == 1 || grid.partColumns() % NR == 0, what);
                }
            }
        }
    }

    @Test
    void twoMembersSplitColumnsOfASquareAndTheLongerSideOfARectangle() {
        assertEquals(2, grid(2, false, 8 * NR, 8 * NR, 256).across());
        assertEquals(2, grid(2, false, 16, 4096, 4096).across());
        assertEquals(1, grid(2, false, 4096, 2 * NR, 300).across());
    }

    @Test
    void manyMembersGetPartsAsWideAsTheyAreHigh() {
        Grid grid = grid(64, false, 64 * NR, 64 * NR, 1 << 17);
        assertEquals(8, grid.across());
        assertEquals(8 * NR, grid.partRows());
    }

    @Test
    void aNarrowProductIsSplitAlongItsRows() {
        Grid grid = grid(2, true, 20 * NR, 5, 100);
        assertEquals(1, grid.across());
        assertEquals(10 * NR, grid.partRows());
    }
}

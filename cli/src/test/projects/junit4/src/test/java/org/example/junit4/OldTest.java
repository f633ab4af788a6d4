package org.example.junit4;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class OldTest {
    @Test
    public void adds() {
        assertEquals(2, 1 + 1);
    }
}

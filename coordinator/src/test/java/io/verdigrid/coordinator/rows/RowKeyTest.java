package io.verdigrid.coordinator.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RowKeyTest {
    @Test
    void countedKeysRarelyHaveTheSameHash() {
        Set<Integer> hashes = new HashSet<>();
        for (int position = 0; position < 20_000; position++) {
            hashes.add(new RowKey(Table.ATTEMPT, Keys.position(1, position)).hashCode());
        }
        for (int unit = 0; unit < 1000; unit++) {
            for (int test = 0; test < 20; test++) {
                hashes.add(new RowKey(Table.TEST, Keys.numbers(1, unit, test)).hashCode());
            }
        }

        assertThat(hashes).hasSizeGreaterThan(39_900);
    }

    @Test
    void equalKeysHaveTheSameHash() {
        RowKey one = new RowKey(Table.TEST, Keys.numbers(1, 2, 3));
        RowKey other = new RowKey(Table.TEST, Keys.numbers(1, 2, 3));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one).isNotEqualTo(new RowKey(Table.UNIT, Keys.numbers(1, 2, 3)));
    }
}

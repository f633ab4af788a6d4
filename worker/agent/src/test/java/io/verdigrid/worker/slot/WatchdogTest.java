package io.verdigrid.worker.slot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final long MS = 1_000_000;

    private final Watchdog watchdog = new Watchdog(100, 300, 0);

    @Test
    void dumpsAtHalfTimeOnceAndKillsAtTheEnd() {
        watchdog.started("t", true, 10 * MS);
        assertThat(watchdog.check(59 * MS)).isEqualTo(Watchdog.Advice.WAIT);
        assertThat(watchdog.check(60 * MS)).isEqualTo(Watchdog.Advice.DUMP);
        assertThat(watchdog.check(61 * MS)).isEqualTo(Watchdog.Advice.WAIT);
        assertThat(watchdog.check(110 * MS)).isEqualTo(Watchdog.Advice.KILL);
        assertThat(watchdog.overdue(110 * MS)).containsExactly("t");
    }

    @Test
    void timesEachTestFromItsOwnStart() {
        watchdog.started("a", true, 0);
        watchdog.finished("a", 90 * MS);
        watchdog.started("b", true, 91 * MS);
        assertThat(watchdog.check(120 * MS)).isEqualTo(Watchdog.Advice.WAIT);
        assertThat(watchdog.check(191 * MS)).isEqualTo(Watchdog.Advice.KILL);
    }

    @Test
    void blamesOnlyTheTestsWhoseTimeIsOver() {
        watchdog.started("old", true, 0);
        watchdog.started("young", true, 80 * MS);
        assertThat(watchdog.check(100 * MS)).isEqualTo(Watchdog.Advice.KILL);
        assertThat(watchdog.overdue(100 * MS)).containsExactly("old");
    }

    @Test
    void outputDoesNotGiveATestMoreTime() {
        watchdog.started("t", true, 0);
        watchdog.event(99 * MS);
        assertThat(watchdog.check(100 * MS)).isEqualTo(Watchdog.Advice.KILL);
    }

    @Test
    void betweenTestsItWaitsFromTheLastEvent() {
        watchdog.event(50 * MS);
        assertThat(watchdog.check(190 * MS)).isEqualTo(Watchdog.Advice.WAIT);
        assertThat(watchdog.check(200 * MS)).isEqualTo(Watchdog.Advice.DUMP);
        assertThat(watchdog.check(350 * MS)).isEqualTo(Watchdog.Advice.KILL);
        assertThat(watchdog.overdue(350 * MS)).isEmpty();
    }

    @Test
    void aContainerIsNotTimedAsOne() {
        watchdog.started("container", false, 0);
        for (int i = 1; i <= 5; i++) {
            watchdog.started("t" + i, true, i * 40L * MS);
            watchdog.finished("t" + i, (i * 40L + 30) * MS);
        }
        assertThat(watchdog.check(310 * MS)).isEqualTo(Watchdog.Advice.WAIT);
    }
}

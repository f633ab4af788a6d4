package io.verdigrid.coordinator.account;

import static io.verdigrid.coordinator.account.Timeline.BUILD;
import static io.verdigrid.coordinator.account.Timeline.assertParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.verdigrid.coordinator.model.BuildAccount;
import io.verdigrid.coordinator.model.BuildAccount.Part;
import io.verdigrid.coordinator.model.LeaseEnding;
import io.verdigrid.coordinator.model.Neighbours;
import io.verdigrid.coordinator.model.ResourceLock;
import io.verdigrid.coordinator.scheduler.WorkerStatus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Timelines told by hand; each account is checked to add up, too. */
final class GridAccountsTest {
    private final Timeline time = new Timeline();

    /** Discovery by one of two slots until 1,000. */
    private Timeline discovered(int methods, boolean ordered, String... units) {
        return time.worker("w", 2)
                .build()
                .grant(1, "", "w", 0)
                .at(1_000)
                .planned(methods, ordered, units)
                .closed(1, LeaseEnding.DONE, 600, 600, 300, 100)
                .planClosed();
    }

    @Test
    void twoSlotsThatAreAlwaysAtWorkLoseOnlyWhatCameBefore() {
        discovered(1, false, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        BuildAccount account = time.at(5_000).done(2, 4_000).done(3, 4_000).end();

        assertThat(account.slots()).isEqualTo(2);
        assertThat(account.lowerBoundMs()).isEqualTo(4_000);
        assertThat(account.breakdown().usefulMs()).isEqualTo(8_000);
        // The slot that discovered, and the one that waited for it.
        assertParts(account, Map.of(Part.START_UP, 300L, Part.TRANSFER, 100L, Part.DISCOVERY, 600L + 1_000L));
    }

    @Test
    void whatALeaseWaitedForItsRunnerAndForTheWireIsNoWork() {
        discovered(1, false, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        time.at(5_000).closed(2, LeaseEnding.DONE, 3_000, 0, 700, 200).done(3, 4_000);
        BuildAccount account = time.end();

        assertThat(account.breakdown().usefulMs()).isEqualTo(7_000);
        // The longest decides, so a second of what went on beside it costs nothing: first the wire, then what was idle
        // before.
        assertThat(account.lowerBoundMs()).isEqualTo(4_000);
        assertParts(account, Map.of(Part.START_UP, 1_000L, Part.TRANSFER, 300L, Part.DISCOVERY, 1_600L - 900L));
    }

    @Test
    void slotsThatAreGivenNothingForAWhileWait() {
        discovered(1, false, "A", "B", "C").grant(2, "A", "w", 0).at(1_500).grant(3, "B", "w", 1);
        time.at(5_000).done(2, 4_000).done(3, 3_500).at(5_250).grant(4, "C", "w", 0);
        time.at(6_000).done(4, 750);
        BuildAccount account = time.end();

        assertThat(account.breakdown().usefulMs()).isEqualTo(8_250);
        assertThat(Timeline.part(account, Part.WAITING)).isEqualTo(500 + 250);
        assertThat(Timeline.part(account, Part.TAIL)).as("until the next unit").isEqualTo(250);
        assertThat(Timeline.part(account, Part.LONGEST_UNIT)).as("while it ran").isEqualTo(750);
    }

    @Test
    void aClassThatCannotBeCutIsTheBound() {
        discovered(3, true, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        time.at(3_000).done(3, 2_000).at(11_000).done(2, 10_000);
        BuildAccount account = time.end();

        assertThat(account.lowerBoundMs()).isEqualTo(10_000);
        assertThat(account.breakdown().longest().className()).isEqualTo("class A");
        assertThat(account.breakdown().longest().slotTimeMs()).isEqualTo(10_000);
        // All of the 8 s beside it, and nothing but those, had to be.
        assertParts(account, Map.of(Part.START_UP, 300L, Part.TRANSFER, 100L, Part.DISCOVERY, 1_600L));
        assertThat(account.breakdown().costliest().get(0))
                .isEqualTo(new BuildAccount.CostlyClass(
                        "", "class A", 0, 9_000, 0, 5_000, "its tests run in their order"));
    }

    @Test
    void aClassThatCouldBeCutIsNoBoundAndSaysWhatToCutItWouldSave() {
        discovered(10, false, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        time.at(3_000).done(3, 2_000).at(11_000);
        for (int i = 0; i < 10; i++) {
            time.ran(2, "A", "A" + i, 900);
        }
        BuildAccount account =
                time.closed(2, LeaseEnding.DONE, 10_000, 1_000, 0, 0).end();

        assertThat(account.lowerBoundMs()).isEqualTo(6_000);
        assertThat(Timeline.part(account, Part.LONGEST_UNIT)).isEqualTo(8_000);
        // 8 s alone, shared by two, and a second of fixture for each half.
        assertThat(account.breakdown().costliest().get(0))
                .isEqualTo(new BuildAccount.CostlyClass("", "class A", 10, 9_000, 3_500, 5_000, ""));
        assertThat(account.breakdown().costliest().get(1).className()).isEqualTo("class B");
        assertThat(account.breakdown().costliest().get(1).wallMs()).isEqualTo(1_000);
    }

    @Test
    void retestsCostTheirTimeAndThatOfTheSlotsThatWaitForThem() {
        discovered(1, false, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        time.at(5_000).done(2, 4_000).done(3, 4_000).grant(BUILD, 4, "A", "w", 1, 2, "A0");
        BuildAccount account =
                time.at(8_000).closed(4, LeaseEnding.DONE, 2_900, 500, 400, 0).end();

        assertThat(account.lowerBoundMs()).isEqualTo(4_000);
        assertThat(Timeline.part(account, Part.RETESTS)).isEqualTo(6_000);
        assertThat(Timeline.part(account, Part.START_UP))
                .as("of the retest's runner: none")
                .isEqualTo(300);
    }

    @Test
    void oneOfACopyAndItsOriginalIsInVain() {
        discovered(2, false, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        time.at(3_000).done(3, 2_000).grant(BUILD, 4, "A", "w", 1, 1, "A1");
        time.at(5_000).ran(2, "A", "A0", 4_000).ran(4, "A", "A1", 1_500).done(4, 2_000);
        BuildAccount account = time.at(5_100)
                .closed(2, LeaseEnding.HANDED_BACK, 4_050, 0, 0, 0)
                .end();

        assertThat(account.breakdown().usefulMs()).isEqualTo(2_000 + 2_000 + 4_000);
        assertThat(Timeline.part(account, Part.COPIES)).isEqualTo(100);
        assertThat(Timeline.part(account, Part.LOST)).isZero();
    }

    @Test
    void partsOfAClassAreNoCopies() {
        discovered(2, false, "A").grant(BUILD, 2, "A", "w", 0, 1, "A0").grant(BUILD, 3, "A", "w", 1, 1, "A1");
        time.at(5_000).ran(2, "A", "A0", 3_000).ran(3, "A", "A1", 3_000);
        BuildAccount account = time.closed(2, LeaseEnding.DONE, 4_000, 1_000, 0, 0)
                .closed(3, LeaseEnding.DONE, 4_000, 700, 0, 0)
                .end();

        assertThat(account.breakdown().usefulMs()).isEqualTo(7_300);
        assertThat(account.breakdown().longest().slotTimeMs())
                .as("its fixture and one test")
                .isEqualTo(4_000);
        // 700 ms were paid again; all of it was forgiven, since nothing is shorter than one part.
        assertThat(account.lowerBoundMs()).isEqualTo(4_000);
        assertThat(Timeline.part(account, Part.COPIES)).isZero();
    }

    @Test
    void fixturesThatWerePaidAgainAreALoss() {
        discovered(4, false, "A")
                .grant(BUILD, 2, "A", "w", 0, 1, "A0", "A1")
                .grant(BUILD, 3, "A", "w", 1, 1, "A2", "A3");
        time.at(5_000);
        for (int i = 0; i < 4; i++) {
            time.ran(2 + i / 2, "A", "A" + i, 1_500);
        }
        BuildAccount account = time.closed(2, LeaseEnding.DONE, 4_000, 1_000, 0, 0)
                .closed(3, LeaseEnding.DONE, 4_000, 700, 0, 0)
                .end();

        assertThat(account.lowerBoundMs()).isEqualTo(3_650);
        assertThat(Timeline.part(account, Part.FIXTURES_AGAIN)).isEqualTo(700);
    }

    @Test
    void aRunnersStartIsNoFixture() {
        discovered(4, false, "A").fresh(2, "A", "w", 0, "A0", "A1").fresh(3, "A", "w", 1, "A2", "A3");
        time.at(5_000);
        for (int i = 0; i < 4; i++) {
            time.ran(2 + i / 2, "A", "A" + i, 1_500);
        }
        BuildAccount account = time.closed(2, LeaseEnding.DONE, 4_000, 1_000, 800, 0)
                .closed(3, LeaseEnding.DONE, 4_000, 1_000, 800, 0)
                .end();

        assertThat(Timeline.part(account, Part.START_UP))
                .as("the discovery's too")
                .isEqualTo(1_900);
        assertThat(Timeline.part(account, Part.FIXTURES_AGAIN)).isEqualTo(200);
    }

    @Test
    void whatALostWorkerHadFinishedIsOfUseAndTheRestIsLost() {
        time.worker("v", 1);
        discovered(2, false, "A").grant(2, "A", "v", 0).at(3_000).ran(2, "A", "A0", 1_500);
        time.at(16_000).worker("v", 1, WorkerStatus.State.LOST).grant(BUILD, 3, "A", "w", 0, 1, "A1");
        BuildAccount account =
                time.at(18_000).ran(3, "A", "A1", 1_900).done(3, 2_000).end();

        assertThat(account.breakdown().usefulMs()).isEqualTo(1_500 + 2_000);
        assertThat(Timeline.part(account, Part.LOST)).isEqualTo(15_000 - 1_500);
        assertThat(Timeline.part(account, Part.ABSENT)).as("the lost slot").isEqualTo(2_000);
    }

    @Test
    void leasesThatAWorkerNoLongerHoldsAreLost() {
        time.worker("v", 1);
        discovered(2, false, "A", "B").grant(2, "A", "v", 0).at(4_000).rejoined("v", Map.of());
        time.grant(3, "A", "w", 0).at(6_000).done(3, 2_000);
        assertThat(Timeline.part(time.end(), Part.LOST)).isEqualTo(3_000);
    }

    @Test
    void aKilledRunnerLosesWhatHadNoResult() {
        discovered(2, false, "A").grant(2, "A", "w", 0).at(3_000).ran(2, "A", "A0", 1_500);
        time.closed(2, LeaseEnding.RUNNER_KILLED, 2_000, 500, 0, 0).grant(BUILD, 3, "A", "w", 0, 1, "A1");
        time.at(6_000).tornRed(3, "A", "A1", 1_000);
        BuildAccount account = time.done(3, 3_000).end();

        assertThat(account.breakdown().usefulMs()).isEqualTo(1_500 + 2_000);
        assertThat(Timeline.part(account, Part.LOST))
                .as("half a second, and the torn red")
                .isEqualTo(1_500);
    }

    @Test
    void resultsThatWereThereAlreadyAreLost() {
        discovered(2, false, "A").grant(2, "A", "w", 0).at(3_000).ran(2, "A", "A0", 1_500, false);
        BuildAccount account = time.ran(2, "A", "A1", 400).done(2, 2_000).end();
        assertThat(account.breakdown().usefulMs()).isEqualTo(500);
        assertThat(Timeline.part(account, Part.LOST)).isEqualTo(1_500);
    }

    @Test
    void slotsOfOtherBuildsAndSlotsThatComeLateAreNamed() {
        time.worker("w", 1).build().build("c", 0).grant("c", 9, "X", "w", 0, 1);
        time.at(2_000).closed(9, LeaseEnding.DONE, 2_000, 0, 0, 0).grant(1, "", "w", 0);
        time.at(3_000).planned(2, false, "A", "B").done(1, 1_000).planClosed().grant(2, "A", "w", 0);
        time.at(4_000).worker("v", 1).grant(3, "B", "v", 0);
        BuildAccount account = time.at(6_000)
                .ran(2, "A", "A0", 1_000)
                .ran(3, "B", "B0", 1_000)
                .done(2, 3_000)
                .done(3, 2_000)
                .end();

        assertThat(account.slots()).isEqualTo(2);
        assertParts(account, Map.of(Part.OTHER_BUILDS, 2_000L, Part.DISCOVERY, 1_000L, Part.ABSENT, 4_000L));
    }

    @Test
    void aSlotThatIsLentAtTheEndIdledBesideTheLastClassUntilThen() {
        discovered(10, false, "A", "B").build("c", 0).grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        time.at(3_000).done(3, 2_000).at(8_000).grant("c", 9, "X", "w", 1, 1).at(11_000);
        for (int i = 0; i < 10; i++) {
            time.ran(2, "A", "A" + i, 900);
        }
        BuildAccount account =
                time.closed(2, LeaseEnding.DONE, 10_000, 1_000, 0, 0).end();

        assertThat(Timeline.part(account, Part.LONGEST_UNIT)).isEqualTo(5_000);
        assertThat(Timeline.part(account, Part.OTHER_BUILDS)).isEqualTo(3_000);
        assertThat(Timeline.part(account, Part.WAITING)).isZero();
    }

    @Test
    void whatAClassLocksOrItsOneThreadKeepsItInOnePiece() {
        time.worker("w", 1).build().grant(1, "", "w", 0).at(1_000);
        time.planned(2, false, new Neighbours(false, true, List.of()), "A")
                .planned(2, false, new Neighbours(true, false, List.of()), "B")
                .planned(2, false, new Neighbours(false, false, List.of(new ResourceLock("db", false))), "C");
        time.done(1, 1_000).planClosed();
        long lease = 2;
        for (String unit : List.of("A", "B", "C")) {
            time.grant(lease, unit, "w", 0).at(2_000 * lease);
            time.ran(lease, unit, unit + "0", 900).done(lease, 1_000);
            lease++;
        }

        assertThat(time.end().breakdown().costliest())
                .extracting(BuildAccount.CostlyClass::className, BuildAccount.CostlyClass::whole)
                .containsExactlyInAnyOrder(
                        tuple("class A", "its tests run in one thread"),
                        tuple("class B", "it is isolated"),
                        tuple("class C", "one at a time may hold what it locks"));
    }

    @Test
    void aWorkerThatIsForgottenIsThereNoMore() {
        time.worker("v", 1);
        discovered(2, false, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        time.at(3_000).forgotten("v").at(9_000).ran(2, "A", "A0", 1_000).ran(3, "B", "B0", 1_000);
        BuildAccount account = time.done(2, 8_000).done(3, 8_000).end();
        assertThat(account.slots()).isEqualTo(3);
        assertThat(account.lowerBoundMs()).isEqualTo(16_000 / 3);
        assertThat(Timeline.part(account, Part.ABSENT)).isEqualTo(6_000);
        assertThat(Timeline.part(account, Part.TAIL)).as("until it was gone").isEqualTo(2_000);
    }

    @Test
    void slotsThatAreReplacedDoNotCountTwice() {
        time.worker("w", 1).build().planned(2, false, "A", "B").planClosed().grant(2, "A", "w", 0);
        time.at(1_000)
                .worker("w", 1, WorkerStatus.State.DRAINING)
                .worker("v", 1)
                .grant(3, "B", "v", 0);
        BuildAccount account = time.at(2_000)
                .ran(2, "A", "A0", 1_000)
                .ran(3, "B", "B0", 1_000)
                .done(2, 2_000)
                .done(3, 1_000)
                .end();
        assertThat(account.slots()).as("three slot seconds in two").isEqualTo(2);
        assertParts(account, Map.of(Part.ABSENT, 1_000L));
    }

    @Test
    void ofTheTimeBeforeARestartOnlyResultsAreKnown() {
        time.at(10_000).build(BUILD, 1_030_000);
        time.planned(2, false, "A", "B")
                .restored("A", 1, 4_000)
                .restored("A", 2, 1_000)
                .planClosed();
        time.at(11_000).worker("w", 1).rejoined("w", Map.of(7L, "B")).at(14_000).ran(7, "B", "B0", 100);
        BuildAccount account = time.done(7, 5_000).end();

        assertThat(account.makespanMs()).isEqualTo(14_000);
        assertThat(account.breakdown().usefulMs()).as("of B what is known").isEqualTo(4_000 + 3_000);
        assertParts(account, Map.of(Part.UNKNOWN, 5_000L, Part.RETESTS, 1_000L, Part.ABSENT, 1_000L));
    }

    @Test
    void aCancelledBuildLosesWhatRan() {
        discovered(2, false, "A", "B").grant(2, "A", "w", 0).grant(3, "B", "w", 1);
        BuildAccount account = time.at(4_000).ran(2, "A", "A0", 2_000).end();
        assertThat(account.breakdown().usefulMs()).isEqualTo(2_000);
        assertThat(Timeline.part(account, Part.LOST)).isLessThanOrEqualTo(4_000).isGreaterThanOrEqualTo(2_000);
    }

    @Test
    void aBuildThatNobodyRanHasAnAccountToo() {
        BuildAccount account = time.build().at(3_000).end();
        assertThat(account.lowerBoundMs()).isZero();
        assertParts(account, Map.of(Part.ABSENT, 3_000L));
    }
}

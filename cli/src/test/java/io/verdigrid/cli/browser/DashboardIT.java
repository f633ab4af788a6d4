package io.verdigrid.cli.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser, on a real run of tests that write what must never become markup. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DashboardIT {
    private static final String MISSING =
            "no chromium and chromedriver on the PATH: the dashboard's browser tests are skipped";

    /** The elements that reach out of the window; none where the page is no wider. */
    private static final String WIDER = "const root = document.documentElement;"
            + "return root.scrollWidth <= innerWidth ? '' : [...document.querySelectorAll('body *')]"
            + ".filter((one) => one.getBoundingClientRect().right > innerWidth + scrollX)"
            + ".map((one) => one.tagName + '.' + one.className + ' ' + one.innerText?.slice(0, 40)).slice(0, 12).join('\\n')"
            + " || 'nothing that can be seen'";

    private GridOfProcesses grid;
    private Browser browser;
    private String hostile;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        if (Browser.driver().isEmpty()) {
            System.out.println(MISSING);
        }
        assumeTrue(Browser.driver().isPresent(), MISSING);
        grid = new GridOfProcesses(folder);
        GridOfProcesses.Run run = grid.run(
                "HostileSample",
                "--select-class",
                GridOfProcesses.SAMPLES + "CrashSample",
                "--jvm-arg",
                "-Dverdigrid.sample.mark=" + folder.resolve("mark"));
        hostile = run.id();
        assertThat(run.exitStatus()).isEqualTo(1);
        browser = Browser.start(folder);
    }

    @AfterAll
    void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (grid != null) {
            grid.close();
        }
    }

    private void open(String path) throws Exception {
        browser.open(grid.origin() + path);
        browser.awaitTrue("document.querySelector('main:not([aria-busy]) section')");
    }

    @ParameterizedTest
    @CsvSource({
        "/, 1400, false",
        "/, 390, true",
        "/builds, 1400, true",
        "/builds, 390, false",
        "/builds/HOSTILE, 1400, false",
        "/builds/HOSTILE, 390, true",
        "/tests, 1400, true",
        "/tests, 390, false",
        "/tests/one?test=io.verdigrid.cli.browser.samples.HostileSample%23waitsForNodeSometimes(), 1400, true",
        "/tests/one?test=io.verdigrid.cli.browser.samples.HostileSample%23waitsForNodeSometimes(), 390, false",
        "/hosts, 1400, false",
        "/hosts, 390, true"
    })
    void eachPageIsAccessibleQuietAndLoadsNothingFromElsewhere(String path, int width, boolean dark) throws Exception {
        browser.problems();
        browser.requests();
        browser.look(width, 900, dark);
        open(path.replace("HOSTILE", hostile));
        browser.script("document.querySelectorAll('details').forEach((one) => { one.open = true; }); return true");
        browser.awaitTrue("[...document.querySelectorAll('pre')].every((one) => one.innerText !== '…')");

        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.problems()).isEmpty();
        assertThat(browser.requests()).isNotEmpty().allSatisfy(this::isOurs);
        assertThat(browser.script(WIDER).getStringValue())
                .as("what makes the page wider than the window")
                .isEmpty();
    }

    private void isOurs(URI address) {
        assertThat(address.toString()).startsWith(grid.origin() + "/");
    }

    @Test
    void whatTestsWroteIsText() throws Exception {
        browser.look(1400, 2000, false);
        open("/builds/" + hostile);
        for (int level = 0; level < 3; level++) {
            browser.script("document.querySelectorAll('details').forEach((one) => { one.open = true; }); return true");
            browser.awaitTrue("[...document.querySelectorAll('pre')].every((one) => one.innerText !== '…')");
        }

        browser.awaitText("main", "<script>document.title='owned'</script>");
        browser.awaitText("main", "<img src=x onerror=\"document.title='owned'\">");
        browser.awaitText("main", "<b>bold</b> & \"quoted\" \\u202egnitirw");
        browser.awaitText("main", "\\u001b[31mred");
        assertThat(browser.script("return document.title").getStringValue()).doesNotContain("owned");
        assertThat(browser.script("return document.querySelectorAll('main img, main script, main b').length")
                        .getNumberValue())
                .isZero();
        assertThat(browser.text("main")).contains("All of it").hasSizeLessThan(400_000);
    }

    @Test
    void failuresOfOneCauseStandTogether() throws Exception {
        open("/builds/" + hostile);
        browser.awaitText("main", "2 tests IllegalStateException Timed out after # ms waiting for node-#");
        unfold("2 tests");
        browser.awaitText("main", "HostileSample#waitsForNodeSometimes()");
        unfold("HostileSample#waitsForNodeSometimes()");
        browser.awaitText("main", "verdigrid replay " + hostile);
    }

    private void unfold(String summary) throws Exception {
        browser.script("[...document.querySelectorAll('summary')].find((one) => one.innerText.includes('" + summary
                + "')).click(); return true");
    }

    @Test
    void testsAreFilteredAsOneTypesAndTheAddressSaysHow() throws Exception {
        open("/tests");
        browser.type("input[type=search]", "waitsfor");
        browser.awaitText("main", "2 tests");
        browser.click(".titles button");
        browser.awaitTrue("location.search === '?filter=waitsfor&sort=SORT_NAME'");

        browser.open(browser.script("return location.href").getStringValue());
        browser.awaitText("main", "2 tests");
        browser.awaitTrue("document.querySelector('[aria-sort]').innerText.startsWith('Test')");
        assertThat(browser.script(
                                "return [...document.querySelectorAll('.virtual .spacer .row')].map((row) => row.querySelector('bdi').innerText).join()")
                        .getStringValue())
                .isEqualTo("HostileSample#waitsForNode(),HostileSample#waitsForNodeSometimes()");
    }

    @Test
    void aTestSaysWhatItDidAndIsSetAsideAndTakenBack() throws Exception {
        browser.look(1400, 1000, false);
        open("/tests");
        browser.type("input[type=search]", "waitsForNodeSometimes");
        browser.awaitText("main", "1 test");
        browser.click(".virtual .spacer a");
        browser.awaitText("main", "Its last 2 attempts, by code");
        browser.awaitText("main", "red and green");
        browser.awaitText("main", "IllegalStateException Timed out after # ms waiting for node-#");
        browser.awaitText("main", "→");
        browser.awaitText("main", "suspect");

        browser.click("button.change");
        browser.type("dialog input[name=reason]", "the node <b>is</b> slow");
        browser.type("dialog input[name=by]", "ada");
        browser.click("dialog button.main");
        browser.awaitText("main", "in quarantine the node <b>is</b> slow");
        browser.awaitText("main", "set aside by ada");

        browser.click("button.change");
        browser.click("dialog button.main");
        browser.awaitText("button.change", "Set aside");
    }

    @Test
    void aBuildIsWatchedToItsEndWhateverHappensToTheCoordinator() throws Exception {
        GridOfProcesses.Run run = grid.run("SlowSample");
        open("/builds/" + run.id());
        browser.awaitText("main", "goes on");
        browser.awaitText("main", "running for");

        grid.killCoordinator();
        browser.awaitText("#link-state", "Waiting for the coordinator");
        grid.startCoordinatorAgain();

        browser.awaitText("main", "✓\ngreen");
        browser.awaitText("main", "20 passed");
        browser.awaitText("main", "Where the time went");
        browser.awaitTrue("document.getElementById('link-state').innerText === ''");
        assertThat(browser.script("return performance.getEntriesByType('navigation').length")
                        .getNumberValue())
                .isEqualTo(1);
        assertThat(run.exitStatus()).isZero();

        open("/");
        browser.awaitText("main", "SlowSample");
    }
}

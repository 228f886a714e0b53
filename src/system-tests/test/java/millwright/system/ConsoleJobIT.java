package millwright.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One job's page, and running and cancelling jobs from the console. */
@ExtendWith(ConsoleServer.Shared.class)
class ConsoleJobIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final HeadlessBrowser browser;
    private final Api api;
    private final Path data;

    ConsoleJobIT(ConsoleServer server) {
        this.browser = server.browser();
        this.api = server.api();
        this.data = server.data();
    }

    @Test
    void showsStepsCountsResultParametersAttemptsAndSkippedItems() {
        String job = api.submit("{\"file\":\"hostile-strikes.csv\",\"year\":2001}");
        api.awaitOver(job, SOON);
        try (Visitor visitor = browser.visitor(api).signIn().open("/jobs/" + job)) {
            Visitor.awaitState(visitor.page().locator(".heading"), "COMPLETED");
            Locator step = visitor.page().locator("tr[data-step=import]");
            assertThat(step).containsText("Completed");
            assertEquals(
                    List.of("25", "7", "2", "21", "1", "0"),
                    step.locator("td.number").allInnerTexts().subList(0, 6));
            assertThat(section(visitor, "Parameters")).containsText("hostile-strikes.csv");
            assertThat(section(visitor, "Result")).containsText("106,901,145");
            assertThat(section(visitor, "Result").locator("tbody tr")).hasCount(10);
            assertThat(section(visitor, "Attempts").locator("tbody tr")).hasCount(1);
            assertThat(section(visitor, "Skipped items").locator("tbody tr")).hasCount(10);
            visitor.named(AriaRole.BUTTON, "Show more").click();
            assertThat(section(visitor, "Skipped items").locator("tbody tr")).hasCount(21);
            assertThat(visitor.named(AriaRole.BUTTON, "Cancel")).hasCount(0);
            visitor.named(AriaRole.BUTTON, "Result as JSON").click();
            assertThat(section(visitor, "Result")).containsText("\"capital\"");
        }
    }

    @Test
    void showsWhyAJobFailed() {
        String job = api.submit("{\"file\":\"hostile-strikes.csv\",\"skip_limit\":2}");
        api.awaitOver(job, SOON);
        try (Visitor visitor = browser.visitor(api).signIn().open("/jobs/" + job)) {
            Locator error = visitor.page().getByLabel("Error", new Page.GetByLabelOptions().setExact(true));
            assertThat(error).containsText("DATA_ERROR");
            assertThat(error).containsText("permanent");
            assertThat(error).containsText("line 5: Cost Total $ is 'twelve hundred'");
            assertThat(section(visitor, "Attempts")).containsText("DATA_ERROR");
        }
    }

    @Test
    void followsARunningJobToItsEnd() throws SQLException, IOException {
        try (Visitor visitor = browser.visitor(api).signIn();
                LossTable table = LossTable.embedded(data)) {
            table.holdUpAfter(9);
            String job = api.submit("{}");
            visitor.open("/jobs/" + job);
            Visitor.awaitState(visitor.page().locator(".heading"), "RUNNING");
            assertThat(visitor.page().getByLabel("Progress of step import")).hasJSProperty("value", 45);
            table.release();
            Visitor.awaitState(visitor.page().locator(".heading"), "COMPLETED");
            assertThat(visitor.page().getByLabel("Progress of the job")).hasJSProperty("value", 100);
            assertThat(section(visitor, "Result")).containsText("143,574,600");
        }
    }

    @Test
    void saysThatThereIsNoSuchJob() {
        try (Visitor visitor = browser.visitor(api).signIn().open("/jobs/01890a5d-ac96-774b-bcce-b302099a8057")) {
            assertThat(visitor.page().getByText("There is no such job")).isVisible();
        }
    }

    @Test
    void runsAJobFromAFormAndShowsABadValueAtItsField() {
        try (Visitor visitor = browser.visitor(api).signIn()) {
            visitor.named(AriaRole.LINK, "Run a job").click();
            visitor.named(AriaRole.LINK, "Operational risk capital").click();
            Locator year = visitor.page().getByLabel("Last year");
            assertThat(year).hasValue("2001");
            year.fill("19999");
            visitor.page().getByLabel("Loss threshold").fill("much");
            visitor.named(AriaRole.BUTTON, "Run now").click();
            assertThat(year).isFocused();
            assertThat(year).hasAttribute("aria-invalid", "true");
            assertThat(field(visitor, "year")).containsText("at most 2200");
            assertThat(field(visitor, "loss_threshold")).containsText("expected a number");
            assertThat(visitor.page().locator("[aria-invalid=true]")).hasCount(2);

            year.fill("1999");
            visitor.page().getByLabel("Loss threshold").fill("100.5");
            visitor.page().getByText("Priority and correlation id").click();
            visitor.page().getByLabel("Priority").selectOption("HIGH");
            visitor.page().getByLabel("Correlation id").fill("order-42");
            visitor.named(AriaRole.BUTTON, "Run now").click();
            Visitor.awaitState(visitor.page().locator(".heading"), "COMPLETED");
            assertThat(visitor.page().locator(".facts")).containsText("order-42");
            assertThat(visitor.page().locator(".facts")).containsText("high");
            assertThat(section(visitor, "Parameters")).containsText("100.5");

            visitor.named(AriaRole.LINK, "Run again").click();
            assertThat(visitor.page().getByLabel("Last year")).hasValue("1999");
            assertThat(visitor.page().getByLabel("Loss threshold")).hasValue("100.5");
        }
    }

    @Test
    void cancelsAJobOnceThatIsConfirmed() throws SQLException, IOException {
        try (Visitor visitor = browser.visitor(api).signIn();
                LossTable table = LossTable.embedded(data)) {
            table.holdUpAfter(9);
            String job = api.submit("{}");
            visitor.open("/jobs/" + job);
            Visitor.awaitState(visitor.page().locator(".heading"), "RUNNING");
            visitor.named(AriaRole.BUTTON, "Cancel").click();
            visitor.named(AriaRole.BUTTON, "Keep it").click();
            assertThat(visitor.page().locator("dialog")).not().isVisible();
            assertEquals("RUNNING", api.job(job).getString("state"));

            visitor.named(AriaRole.BUTTON, "Cancel").click();
            visitor.named(AriaRole.BUTTON, "Cancel the job").click();
            assertThat(visitor.page().locator("dialog")).not().isVisible();
            table.release();
            Visitor.awaitState(visitor.page().locator(".heading"), "CANCELLED");
            assertEquals("CANCELLED", api.awaitOver(job, SOON).getString("state"));
        }
    }

    @Test
    void signsInAndRunsAJobByKeyboardAlone() {
        try (Visitor visitor = browser.visitor(api).open("/jobs")) {
            Page page = visitor.page();
            assertThat(page.getByLabel("API token")).isFocused();
            page.keyboard().type(api.token());
            page.keyboard().press("Enter");
            assertThat(visitor.named(AriaRole.HEADING, "Jobs")).isVisible();
            tabTo(visitor, visitor.named(AriaRole.BUTTON, "Skip to the content"));
            page.keyboard().press("Enter");
            tabTo(visitor, visitor.named(AriaRole.LINK, "Run a job"));
            page.keyboard().press("Enter");
            // the page left behind has links of the same name: jobs of that definition
            assertThat(visitor.named(AriaRole.HEADING, "Run a job")).isVisible();
            tabTo(visitor, visitor.named(AriaRole.LINK, "Operational risk capital"));
            page.keyboard().press("Enter");
            tabTo(visitor, page.getByLabel("Last year"));
            page.keyboard().press("Control+A");
            page.keyboard().type("1998");
            tabTo(visitor, visitor.named(AriaRole.BUTTON, "Run now"));
            page.keyboard().press("Enter");
            assertThat(page).hasURL(Pattern.compile(".*#/jobs/[0-9a-f-]{36}"));
            Visitor.awaitState(page.locator(".heading"), "COMPLETED");
            assertThat(section(visitor, "Parameters")).containsText("1998");
        }
    }

    /** What has the focus on the way must show it. */
    private static void tabTo(Visitor visitor, Locator goal) {
        assertThat(goal).isVisible();
        for (int i = 0; i < 60; i++) {
            visitor.page().keyboard().press("Tab");
            assertTrue(
                    (boolean) visitor.page()
                            .evaluate("getComputedStyle(document.activeElement).outlineStyle !== 'none'"
                                    + " || document.activeElement === document.body"),
                    () -> "no visible focus on " + visitor.page().evaluate("document.activeElement.outerHTML"));
            if ((boolean) goal.evaluate("goal => goal === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("Tab does not reach " + goal);
    }

    private static Locator section(Visitor visitor, String title) {
        return visitor.page()
                .locator("section")
                .filter(new Locator.FilterOptions()
                        .setHas(visitor.page()
                                .getByRole(
                                        AriaRole.HEADING,
                                        new Page.GetByRoleOptions()
                                                .setName(title)
                                                .setExact(true))));
    }

    private static Locator field(Visitor visitor, String parameter) {
        return visitor.page().locator("[data-parameter=" + parameter + "]");
    }
}

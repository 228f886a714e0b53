package millwright.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The console's list of jobs, and getting in and out. */
@ExtendWith(ConsoleServer.Shared.class)
class ConsoleIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final HeadlessBrowser browser;
    private final Api api;
    private final Path data;
    private final Path folder;

    ConsoleIT(ConsoleServer server) {
        this.browser = server.browser();
        this.api = server.api();
        this.data = server.data();
        this.folder = server.folder();
    }

    @Test
    void takesATokenAndKeepsItNowhere() {
        try (Visitor visitor = browser.visitor(api).open("/jobs")) {
            Page page = visitor.page();
            page.getByLabel("API token").fill("mw_wrong");
            page.getByLabel("API token").press("Enter");
            assertThat(page.getByText("This is not a valid token.")).isVisible();
            assertThat(page.getByLabel("API token")).isFocused();

            visitor.signIn();
            String token = api.token();
            assertFalse(page.content().contains(token));
            assertFalse(page.url().contains(token));
            assertFalse(page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
                    .toString()
                    .contains(token));
            Cookie cookie = visitor.context().cookies().get(0);
            assertTrue(cookie.httpOnly);
            assertEquals(SameSiteAttribute.STRICT, cookie.sameSite);
            assertFalse(cookie.value.contains(token));
            assertEquals("", page.evaluate("document.cookie"));

            page.reload();
            assertThat(visitor.named(AriaRole.HEADING, "Jobs")).isVisible();
        }
    }

    @Test
    void signsInWithNameAndPasswordAndChangesSomething() {
        String user = "{\"name\":\"grace\",\"role\":\"OPERATOR\",\"password\":\"correct horse battery\"}";
        assertEquals(201, api.post("/users", user).statusCode());
        try (Visitor visitor = browser.visitor(api).open("/jobs")) {
            visitor.named(AriaRole.BUTTON, "Use a name and password instead").click();
            visitor.page().getByLabel("Name").fill("grace");
            visitor.page().getByLabel("Password").fill("not the password");
            visitor.page().getByLabel("Password").press("Enter");
            assertThat(visitor.page().getByText("There is no such user with this password."))
                    .isVisible();
            visitor.page().getByLabel("Password").fill("correct horse battery");
            visitor.page().getByLabel("Password").press("Enter");
            assertThat(visitor.named(AriaRole.BUTTON, "Sign out")).isVisible();
            visitor.named(AriaRole.BUTTON, "Sign out").click();
            assertThat(visitor.page().getByLabel("API token")).isVisible();
        }
    }

    @Test
    void signsOutAndComesBackToWhereOneWas() {
        String job = api.submit("{}");
        try (Visitor visitor = browser.visitor(api).signIn().open("/jobs/" + job)) {
            assertThat(visitor.page().getByText(job)).isVisible();
            visitor.named(AriaRole.BUTTON, "Sign out").click();
            assertThat(visitor.page().getByLabel("API token")).isVisible();
            assertThat(visitor.page().getByText(job)).not().isVisible();

            visitor.page().getByLabel("API token").fill(api.token());
            visitor.named(AriaRole.BUTTON, "Sign in").click();
            assertThat(visitor.page().getByText(job)).isVisible();
        }
    }

    @Test
    void asksForATokenAgainWhenTheSessionIsOver() throws SQLException, IOException {
        try (Visitor visitor = browser.visitor(api).signIn();
                LossTable database = LossTable.embedded(data)) {
            database.number(
                    "WITH gone AS (DELETE FROM millwright.console_session RETURNING 1) SELECT count(*) FROM gone");
            assertThat(visitor.page().getByText("Your session has ended.")).isVisible();
        }
    }

    @Test
    void showsANewJobAndEachChangeWithoutAReload() throws SQLException, IOException {
        try (Visitor visitor = browser.visitor(api).signIn();
                LossTable table = LossTable.embedded(data)) {
            visitor.page().evaluate("window.neverReloaded = true");
            table.holdUpAfter(9);
            String job = api.submit("{\"year\":1999}");
            Visitor.awaitState(visitor.row(job), "RUNNING");
            assertThat(visitor.row(job)).containsText("Last year 1999");
            assertThat(visitor.row(job).locator("progress")).hasJSProperty("value", 22);
            assertThat(visitor.row(job)).containsText("import: 4,500 read, 69 written, 0 skipped");
            table.release();
            Visitor.awaitState(visitor.row(job), "COMPLETED");
            assertThat(visitor.page().getByRole(AriaRole.STATUS).getByText("Operational risk capital is Completed"))
                    .isAttached();
            assertEquals(true, visitor.page().evaluate("window.neverReloaded"));
        }
    }

    @Test
    void movesTheBarOfAJobThatRuns() throws IOException {
        Path file = LargeLossFile.write(folder.resolve("large.csv"), 2_000_000);
        try (Visitor visitor = browser.visitor(api).signIn()) {
            String job = api.submit("{\"file\":\"" + file + "\"}");
            Locator bar = visitor.row(job).locator("progress");
            int early = Await.value("the bar shows", SOON, () -> value(bar).filter(value -> value > 0));
            int later = Await.value("the bar moves", SOON, () -> value(bar).filter(value -> value > early));
            assertTrue(later < 100, () -> "from " + early + " to " + later);
            api.awaitOver(job, SOON);
        }
    }

    private static Optional<Integer> value(Locator bar) {
        return bar.count() == 0
                ? Optional.empty()
                : Optional.of(((Number) bar.first().evaluate("bar => bar.value")).intValue());
    }

    @Test
    void filtersByStateAndDefinitionAndKeepsThatInTheAddress() {
        String failed = api.submit("{\"file\":\"/no/such.csv\"}");
        String completed = api.submit("{}");
        api.awaitOver(failed, SOON);
        api.awaitOver(completed, SOON);
        try (Visitor visitor = browser.visitor(api).signIn()) {
            visitor.named(AriaRole.LINK, "Failed").click();
            assertThat(visitor.row(failed)).isVisible();
            assertThat(visitor.row(completed)).hasCount(0);
            assertThat(visitor.row(failed)).containsText("there is no such file");

            visitor.page().keyboard().press("/");
            assertThat(visitor.page().getByLabel("Definition")).isFocused();
            visitor.page().getByLabel("Definition").selectOption("operational-risk-capital");
            assertThat(visitor.page())
                    .hasURL(Pattern.compile(".*#/jobs\\?state=failed&definition=operational-risk-capital"));
            visitor.page().reload();
            assertThat(visitor.row(failed)).isVisible();
            assertThat(visitor.row(completed)).hasCount(0);

            visitor.open("/jobs?definition=no-such-definition");
            assertThat(visitor.page().getByText("No job fits")).isVisible();
            visitor.named(AriaRole.LINK, "Show all jobs").click();
            assertThat(visitor.row(completed)).isVisible();
        }
    }

    @Test
    void turnsToOlderJobs() {
        String oldest = api.submit("{}");
        for (int i = 0; i < 25; i++) {
            api.submit("{}");
        }
        try (Visitor visitor = browser.visitor(api).signIn()) {
            assertThat(visitor.page().locator("tr[data-job]")).hasCount(25);
            assertThat(visitor.row(oldest)).hasCount(0);
            visitor.named(AriaRole.LINK, "Older").click();
            assertThat(visitor.row(oldest)).isVisible();
            visitor.named(AriaRole.LINK, "Newest").click();
            assertThat(visitor.row(oldest)).hasCount(0);
        }
    }

    @Test
    void saysWhenTheConnectionIsLostAndComesBack() {
        try (Visitor visitor = browser.visitor(api).signIn()) {
            visitor.context().setOffline(true);
            assertThat(visitor.page().getByText("Connection lost")).isVisible();
            visitor.context().setOffline(false);
            assertThat(visitor.page().getByText("Connection lost")).not().isVisible();
        }
    }
}

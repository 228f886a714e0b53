package millwright.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** W62: the page that shows the API's document, in a browser. */
@ExtendWith(ConsoleServer.Shared.class)
class ReferencePageIT {

    private final HeadlessBrowser browser;
    private final Api api;

    ReferencePageIT(ConsoleServer server) {
        this.browser = server.browser();
        this.api = server.api();
    }

    @Test
    void showsTheOperationsToWhoIsSignedInAndTriesThem() {
        try (Visitor visitor = browser.visitor(api).signIn()) {
            Page page = visitor.page();
            page.navigate(api.address("/console/reference.html"));
            page.locator("#operations-jobs-listJobs").click();
            page.locator("#operations-jobs-listJobs .try-out__btn").click();
            page.locator("#operations-jobs-listJobs .execute").click();
            assertThat(page.locator("#operations-jobs-listJobs .live-responses-table .response-col_status")
                            .first())
                    .containsText("200");
        }
    }

    @Test
    void sendsWhoIsNotToTheConsole() {
        try (Visitor visitor = browser.visitor(api)) {
            visitor.page().navigate(api.address("/console/reference.html"));
            assertThat(visitor.page().locator("#refused")).containsText("Sign in");
        }
    }
}

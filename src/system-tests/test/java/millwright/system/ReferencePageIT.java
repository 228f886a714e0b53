package millwright.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** W102: the page that shows the API's document, in a browser. */
@ExtendWith(ConsoleServer.Shared.class)
class ReferencePageIT {

    private final HeadlessBrowser browser;
    private final Api api;

    ReferencePageIT(ConsoleServer server) {
        this.browser = server.browser();
        this.api = server.api();
    }

    @Test
    void sendsWhoIsNotToTheConsole() {
        try (Visitor visitor = browser.visitor(api)) {
            visitor.page().navigate(api.address("/console/reference.html"));
            assertThat(visitor.page().locator("#refused")).containsText("Sign in");
        }
    }
}

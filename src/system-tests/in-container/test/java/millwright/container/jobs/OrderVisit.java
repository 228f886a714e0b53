package millwright.container.jobs;

import jakarta.enterprise.context.RequestScoped;

/** Lives as long as one attempt. */
@RequestScoped
public class OrderVisit {

    private int calls;

    public int number() {
        return ++calls;
    }
}

package millwright.container.jobs;

/** A class with a property, which the container's JSON-B reads. */
public class OrderNote {

    private String text;

    public String getText() {
        return text;
    }

    public void setText(String text) {
        this.text = text;
    }
}

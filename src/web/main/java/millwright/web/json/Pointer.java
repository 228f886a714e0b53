package millwright.web.json;

/** JSON Pointers (RFC 6901) to what is wrong in a request. */
public final class Pointer {

    /** The whole document. */
    public static final String ROOT = "";

    private Pointer() {}

    /** The member {@code name} of the object at {@code parent}. */
    public static String member(String parent, String name) {
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}

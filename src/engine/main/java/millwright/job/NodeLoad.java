package millwright.job;

/**
 * What a node has to do.
 *
 * @param running how many attempts run on it, those that would not end included
 * @param stuck how many of them were cut off and still hold their threads
 */
public record NodeLoad(int running, int stuck) {

    public static final NodeLoad NONE = new NodeLoad(0, 0);
}

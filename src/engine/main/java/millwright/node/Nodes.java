package millwright.node;

import java.util.List;

/**
 * The nodes on this database, and what operators ask of them: {@code @Inject Nodes nodes}. Thread-safe. A node is named
 * by its incarnation or, where one living node alone bears it, by its name. What is asked holds until it is taken back,
 * also when the process goes on under a new incarnation; a restarted process starts without. Every change is committed
 * on return, in a transaction of its own even when the caller is in one: held open, it would keep the node from beating.
 *
 * <p>A node that nobody knows, or that is gone, is a {@link NoSuchNodeException}; a queue that nobody knows an
 * {@link millwright.job.InvalidRequestException}; both with the nearest known name.
 */
public interface Nodes {

    /** All that live, and those that have ended not longer ago than {@code millwright.node.keep}; the living first. */
    List<NodeStatus> list();

    /**
     * One of them: of a name that no living node bears, the last that bore it.
     *
     * @throws NoSuchNodeException when there is none, or several living ones bear the name
     */
    NodeStatus find(String node);

    /**
     * Has the node finish what runs and claim nothing more, which holds when this returns. What it had claimed ahead
     * and not begun goes back into the queues within a second. Asking again changes nothing.
     *
     * @param by who asks, 1 to 200 characters
     */
    void drain(String node, String by);

    /** Lets a drained node work again, within a second. */
    void resume(String node);

    /** Has the node begin nothing more of this queue, as {@link #drain}; the other nodes go on with it. */
    void stopQueue(String node, String queue);

    /** Lets the node serve the queue again, within a second. */
    void startQueue(String node, String queue);
}

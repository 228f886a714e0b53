/**
 * What every resource does with a request before it reads what is its own: believe the headers of a body, gather what
 * does not fit in a query.
 *
 * <p>It knows no resource; what a parameter means is said by whoever asks for it.
 */
package millwright.web.request;

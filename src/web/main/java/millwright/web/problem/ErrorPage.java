package millwright.web.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import millwright.web.json.JsonDocument;

/**
 * What the server answers where neither the API nor the console does (W20). Our own WAR names it in its web.xml; no
 * other application's pages are touched.
 */
public class ErrorPage extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Integer status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String path = (String) request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        // asked for by its own path, it is not there
        write(
                status == null ? HttpServletResponse.SC_NOT_FOUND : status,
                path == null ? request.getRequestURI() : path,
                response);
    }

    static void write(int status, String path, HttpServletResponse response) throws IOException {
        Problem problem = status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                ? Problems.refused(status, response.getHeader("Allow"))
                : Problem.of(ProblemCode.INTERNAL_ERROR, "the server's log has the cause")
                        .withStatus(status);
        byte[] document = JsonDocument.bytes(problem.document(path));
        response.resetBuffer();
        response.setStatus(problem.status());
        response.setContentType(ProblemMapper.PROBLEM.toString());
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
        response.flushBuffer();
    }
}

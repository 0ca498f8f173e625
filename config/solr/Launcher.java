import java.util.EnumSet;
import javax.servlet.DispatcherType;
import org.apache.solr.servlet.CoreContainerProvider;
import org.apache.solr.servlet.SolrDispatchFilter;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.DefaultServlet;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/** Serves Solr at http://127.0.0.1:PORT/solr from a home folder: {@code java -cp 'lib/*' Launcher.java HOME PORT}. */
public class Launcher {
    public static void main(String[] args) throws Exception {
        System.setProperty("solr.solr.home", args[0]);
        System.setProperty("solr.log.dir", args[0] + "/logs");
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(args[1]));
        server.addConnector(connector);
        server.setHandler(solr());
        server.setStopAtShutdown(true);
        server.start();
        server.join();
    }

    private static ServletContextHandler solr() {
        ServletContextHandler context = new ServletContextHandler(null, "/solr");
        context.addEventListener(new CoreContainerProvider());
        context.addFilter(new FilterHolder(SolrDispatchFilter.class), "/*", EnumSet.of(DispatcherType.REQUEST));
        context.addServlet(new ServletHolder("default", DefaultServlet.class), "/");
        return context;
    }
}

package dev.honker.pools;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.ttddyy.dsproxy.ExecutionInfo;
import net.ttddyy.dsproxy.QueryInfo;
import net.ttddyy.dsproxy.listener.QueryExecutionListener;

/** The executions that datasource-proxy tells of, each as its queries; thread-safe. */
final class QueryLog implements QueryExecutionListener {

    private final Queue<String> executions = new ConcurrentLinkedQueue<>();

    @Override
    public void beforeQuery(ExecutionInfo execution, List<QueryInfo> queries) {
        executions.add(
                String.join("; ", queries.stream().map(QueryInfo::getQuery).toList()));
    }

    @Override
    public void afterQuery(ExecutionInfo execution, List<QueryInfo> queries) {}

    /** Those so far; an empty text is one of no query. */
    Queue<String> executions() {
        return executions;
    }
}

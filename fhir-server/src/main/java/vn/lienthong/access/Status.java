package vn.lienthong.access;

import vn.lienthong.shared.Issue;

/** HTTP status of each kind of {@link Issue}. */
public record Status(int code, String reason) {

    public static Status of(Issue issue) {
        return switch (issue) {
            case Issue.Malformed _ -> new Status(400, "Bad Request");
            case Issue.Forbidden _ -> new Status(403, "Forbidden");
            case Issue.Unknown _ -> new Status(404, "Not Found");
            case Issue.NotSupported _ -> new Status(405, "Method Not Allowed");
            case Issue.NotAcceptable _ -> new Status(406, "Not Acceptable");
            case Issue.Deleted _ -> new Status(410, "Gone");
            case Issue.Conflict _ -> new Status(409, "Conflict");
            case Issue.ConditionFailed _ -> new Status(412, "Precondition Failed");
            case Issue.ConditionRequired _ -> new Status(428, "Precondition Required");
            case Issue.TooLarge _ -> new Status(413, "Content Too Large");
            case Issue.UnsupportedMedia _ -> new Status(415, "Unsupported Media Type");
            case Issue.Unprocessable _ -> new Status(422, "Unprocessable Content");
            case Issue.TooMany _ -> new Status(429, "Too Many Requests");
            case Issue.Unavailable _ -> new Status(503, "Service Unavailable");
        };
    }

    String line() {
        return code + " " + reason;
    }
}

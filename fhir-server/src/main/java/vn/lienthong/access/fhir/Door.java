package vn.lienthong.access.fhir;

import vn.lienthong.access.InstanceHistory;
import vn.lienthong.access.MetaParameters;
import vn.lienthong.access.Reading;
import vn.lienthong.access.Searching;
import vn.lienthong.access.SystemHistory;
import vn.lienthong.access.SystemSearch;
import vn.lienthong.access.Writing;

/** What every provider of stored resources needs: the way in, and the way back. */
record Door(
        Reading reading,
        InstanceHistory history,
        SystemHistory systemHistory,
        SystemSearch systemSearch,
        Searching searching,
        Writing writing,
        MetaParameters meta,
        Requests requests,
        Answers answers) {}

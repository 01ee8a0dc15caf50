package vn.lienthong.portal;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;
import vn.lienthong.security.CallerSource;

/** What all pages have in common: who looks, and what is shown when the API refuses. */
@ControllerAdvice(annotations = Page.class)
class EveryPage {

    private static final Logger LOG = LoggerFactory.getLogger(EveryPage.class);

    @ModelAttribute("me")
    Me me(HttpServletRequest request) {
        return CallerSource.callerOf(request).map(Me::of).orElse(new Me("", "", "", false, false, false, false));
    }

    @ModelAttribute("here")
    String here(HttpServletRequest request) {
        return request.getRequestURI();
    }

    @ExceptionHandler
    ModelAndView refused(Refusal refusal, HttpServletRequest request, Locale locale) {
        return problem(request, refusal.status(), refusal.words(locale));
    }

    /** A form that was not made here. */
    @ExceptionHandler({ServletRequestBindingException.class, TypeMismatchException.class})
    ModelAndView malformed(HttpServletRequest request) {
        return problem(request, 400, List.of());
    }

    @ExceptionHandler
    ModelAndView failed(RuntimeException failure, HttpServletRequest request) {
        LOG.error("A page could not be made", failure);
        return problem(request, 500, List.of());
    }

    private ModelAndView problem(HttpServletRequest request, int status, List<String> words) {
        var view = new ModelAndView("portal/problem", HttpStatusCode.valueOf(status));
        view.addObject("me", me(request));
        view.addObject("here", here(request));
        view.addObject("status", status);
        view.addObject("words", words);
        return view;
    }
}

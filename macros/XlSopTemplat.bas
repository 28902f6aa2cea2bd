Attribute VB_Name = "XlSopTemplat"
' The buttons of the template. In Excel they run the add-in, in LibreOffice a Python macro of the user profile.
' LibreOffice compiles this module too, and one line it cannot read silently stops every macro. So no #If here,
' since LibreOffice reads all its branches, and no Option Explicit, since only LibreOffice knows ThisComponent.

Public Sub ValidateSop()
    PressButton "ValidateSop", "validate"
End Sub

Public Sub NextFinding()
    PressButton "NextFinding", "next_finding"
End Sub

Public Sub CountMinutes()
    PressButton "CountMinutes", "totals"
End Sub

Public Sub FillIdentification()
    PressButton "FillIdentification", "identification"
End Sub

Public Sub DrawFlowchart()
    PressButton "DrawFlowchart", "flowchart"
End Sub

Public Sub PrintReady()
    PressButton "PrintReady", "print_ready"
End Sub

Public Sub ExportJson()
    PressButton "ExportJson", "export_json"
End Sub

Public Sub ClearMarks()
    PressButton "ClearMarks", "clear_marks"
End Sub

Public Sub ShowHelp()
    PressButton "ShowHelp", "help"
End Sub

Private Sub PressButton(macroName As String, functionName As String)
    ' An undeclared name is Empty in Excel. Application.OperatingSystem would not tell LibreOffice on Windows.
    If IsEmpty(ThisComponent) Then
        RunInExcel macroName
    Else
        RunInLibreOffice functionName
    End If
End Sub

Private Sub RunInExcel(macroName As String)
    Dim addIn As Object
    ' Asking first, because Application.Run would open any xl_sop.xlam that lies in the current folder.
    On Error Resume Next
    Set addIn = Workbooks("xl_sop.xlam")
    On Error GoTo 0
    If addIn Is Nothing Then
        MsgBox "Tombol ini memerlukan add-in SOP, yang belum terpasang di Excel ini." & vbCrLf & vbCrLf & _
            "Tutup Excel, jalankan perintah ""xl-sop addin install"", lalu buka kembali buku kerja ini.", _
            vbExclamation, "SOP"
        Exit Sub
    End If
    Application.Run "'" & addIn.Name & "'!XlSop." & macroName
End Sub

Private Sub RunInLibreOffice(functionName As String)
    Dim pythonMacro As Object
    On Error GoTo Missing
    Set pythonMacro = ThisComponent.getScriptProvider().getScript( _
        "vnd.sun.star.script:xl_sop_lo.py$" & functionName & "?language=Python&location=user")
    On Error GoTo 0
    pythonMacro.invoke Array(), Array(), Array()
    Exit Sub
Missing:
    MsgBox "Tombol ini memerlukan makro SOP, yang belum terpasang di LibreOffice ini." & vbCrLf & vbCrLf & _
        "Tutup LibreOffice, jalankan perintah ""xl-sop addin install --libreoffice"", lalu buka kembali buku " & _
        "kerja ini.", vbExclamation, "SOP"
End Sub
